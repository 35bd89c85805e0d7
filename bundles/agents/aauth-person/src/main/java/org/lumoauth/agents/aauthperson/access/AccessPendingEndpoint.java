package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where a person server says what the access server wanted, and asks again. */
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

  private static final Set<String> SAME =
      Set.of("iss", "ps", "sub", "agent_jkt", "mission_s256", "tenant");

  private final Answers answers;
  private final Callers callers;
  private final AccessPolicy policy;
  private final AccessCases cases;
  private final AccessDesk desk;
  private final AccessAudit audit;

  @Activate
  public AccessPendingEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference AccessPolicy policy,
      @Reference AccessCases cases,
      @Reference AccessDesk desk,
      @Reference AccessAudit audit) {
    this.answers = answers;
    this.callers = callers;
    this.policy = policy;
    this.cases = cases;
    this.desk = desk;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String person =
              callers.server(
                  tenant, exchange, Set.of("aauth-person.json"), policy.personServers(tenant));
          Entry<AccessCase> entry =
              cases
                  .find(tenant, exchange.path().substring(BELOW.length()), person)
                  .orElseThrow(AccessDesk::gone);
          String method = exchange.request().getMethod();
          if (method.equals("DELETE")) {
            cases.end(tenant, entry.value().id());
            exchange.writeJson(200, Map.of());
          } else if (method.equals("POST")) {
            AccessCase now = said(exchange, entry.value(), Answers.body(exchange));
            if (!cases.replace(tenant, entry, now)) {
              throw AccessDesk.gone();
            }
            desk.answer(exchange, now);
          } else {
            desk.answer(exchange, entry.value());
          }
        });
  }

  private AccessCase said(Exchange exchange, AccessCase of, Map<String, Object> body) {
    TenantContext tenant = exchange.tenant();
    if (policy.wantsClaims(tenant, of)) {
      Map<String, Object> told = ToldClaims.read(body, policy.claims(tenant));
      policy.requireClaims(tenant, told);
      return of.told(told);
    }
    if (!policy.wantsAnswer(tenant, of)) {
      throw DraftProblem.invalid("Nothing was asked.");
    }
    AccessCase now =
        switch (String.valueOf(body.get("action"))) {
          case "clarification_response" ->
              of.answered(Parameters.words(Parameters.text(body, "clarification_response")));
          case "updated_request" -> updated(tenant, of, body);
          default ->
              throw DraftProblem.invalid("action is clarification_response or updated_request.");
        };
    audit.answered(exchange, desk.read(tenant, now), now);
    return now;
  }

  /** Another request for the same: in it stands for whom, and that must not change. */
  private AccessCase updated(TenantContext tenant, AccessCase of, Map<String, Object> body) {
    Map<String, Object> request = new HashMap<>(of.request());
    for (String name : List.of("resource_token", "presented_token")) {
      request.put(name, Parameters.text(body, name));
    }
    String words = Parameters.words(body.get("justification"));
    AccessCase now = of.updated(request, words.isEmpty() ? "\u2026" : words);
    Token before = desk.read(tenant, of).asked().resourceToken();
    Token after = desk.read(tenant, now).asked().resourceToken();
    if (!SAME.stream().allMatch(name -> before.text(name).equals(after.text(name)))) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token is for something else than before.");
    }
    return now;
  }
}
