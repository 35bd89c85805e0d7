package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The access server: gives a person server access for an agent, by the tenant's policy. */
@Takes(
    members = {
      @Member(value = "resource_token", needed = true),
      @Member(value = "presented_token", needed = true)
    })
@AnswersWith(status = 200)
@AnswersWith(status = 202)
@Refuses(
    value = {400, 401, 403},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-access-token",
      "lumoauth.web.routes=POST ~/aauth-access/token",
      "lumoauth.web.guard=open"
    })
public final class AccessEndpoint implements HotEndpoint {

  private final Answers answers;
  private final Callers callers;
  private final AccessPolicy policy;
  private final AccessDesk desk;

  @Activate
  public AccessEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference AccessPolicy policy,
      @Reference AccessDesk desk) {
    this.answers = answers;
    this.callers = callers;
    this.policy = policy;
    this.desk = desk;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String person =
              callers.server(
                  tenant,
                  exchange,
                  Set.of("aauth-person.json"),
                  policy.personServers(tenant),
                  "denied");
          desk.answer(exchange, AccessCase.of(person, Answers.body(exchange), Instant.now()));
        });
  }
}
