package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.api.store.ShortLivedStore.Entry;
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

/** Where a person server says what the access server wanted, and asks again. */
@Takes(
    on = "POST",
    members = {
      @Member(
          value = "action",
          oneOf = {"clarification_response", "updated_request"},
          says = "Where a question was asked; else the claims that were"),
      @Member("clarification_response"),
      @Member("resource_token"),
      @Member("presented_token"),
      @Member("justification")
    })
@AnswersWith(status = 200)
@AnswersWith(
    on = {"GET", "POST"},
    status = 202)
@Refuses(
    value = {400, 401, 403, 408, 410},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-access-pending",
      "lumoauth.web.routes=GET ~/aauth-access/pending/{pendingKey}",
      "lumoauth.web.routes=POST ~/aauth-access/pending/{pendingKey}",
      "lumoauth.web.routes=DELETE ~/aauth-access/pending/{pendingKey}",
      HotEndpoint.SUMMARY + "=What an access server waits for (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AccessPendingEndpoint implements HotEndpoint {

  static final String BELOW = "/aauth-access/pending/";

  private final Answers answers;
  private final Callers callers;
  private final AccessPolicy policy;
  private final AccessCases cases;
  private final AccessDesk desk;
  private final AccessReplies replies;

  @Activate
  public AccessPendingEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference AccessPolicy policy,
      @Reference AccessCases cases,
      @Reference AccessDesk desk,
      @Reference AccessReplies replies) {
    this.answers = answers;
    this.callers = callers;
    this.policy = policy;
    this.cases = cases;
    this.desk = desk;
    this.replies = replies;
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
          Entry<AccessCase> entry =
              cases
                  .find(tenant, exchange.path().substring(BELOW.length()), person)
                  .orElseThrow(AccessDesk::gone);
          String method = exchange.request().getMethod();
          if (method.equals("DELETE")) {
            cases.end(tenant, entry.value().id());
            exchange.writeJson(200, Map.of());
          } else if (method.equals("POST")) {
            desk.answer(exchange, replies.take(exchange, entry, Answers.body(exchange)));
          } else {
            desk.answer(exchange, entry.value());
          }
        });
  }
}
