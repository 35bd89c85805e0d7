package org.lumoauth.agents.aauthperson.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.request.AskedOfAccessServer;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what a person server says to what it was asked (section AS Response). */
@Component(service = AccessReplies.class)
public final class AccessReplies {

  private static final String RESOURCE_TOKEN = "resource_token";
  private static final Set<String> SAME =
      Set.of("iss", "ps", "sub", "agent_jkt", "mission_s256", "tenant");

  private final AccessPolicy policy;
  private final AccessCases cases;
  private final AccessDesk desk;
  private final DraftTokens jwts;
  private final AccessAudit audit;

  @Activate
  public AccessReplies(
      @Reference AccessPolicy policy,
      @Reference AccessCases cases,
      @Reference AccessDesk desk,
      @Reference DraftTokens jwts,
      @Reference AccessAudit audit) {
    this.policy = policy;
    this.cases = cases;
    this.desk = desk;
    this.jwts = jwts;
    this.audit = audit;
  }

  /**
   * Takes it; an answer to the question is recorded.
   *
   * @return the request with it
   * @throws DraftProblem 400 if it is none, 403 if the policy does not give what is asked for now,
   *     410 if somebody else was faster
   */
  AccessCase take(Exchange exchange, Entry<AccessCase> entry, Map<String, Object> body) {
    TenantContext tenant = exchange.tenant();
    AccessCase of = entry.value();
    if (policy.wantsClaims(tenant, of)) {
      return kept(tenant, entry, told(tenant, of, body));
    }
    if (!policy.wantsAnswer(tenant, of)) {
      throw DraftProblem.invalid("Nothing was asked.");
    }
    AccessCase now = answered(of, body);
    AskedOfAccessServer.Access access = desk.read(tenant, now);
    kept(tenant, entry, now);
    audit.answered(exchange, access, now);
    return now;
  }

  private AccessCase kept(TenantContext tenant, Entry<AccessCase> entry, AccessCase now) {
    if (!cases.replace(tenant, entry, now)) {
      throw AccessDesk.gone();
    }
    return now;
  }

  private AccessCase told(TenantContext tenant, AccessCase of, Map<String, Object> body) {
    Map<String, Object> told = ToldClaims.read(body, policy.claims(tenant));
    policy.requireClaims(tenant, told);
    return of.told(told);
  }

  private AccessCase answered(AccessCase of, Map<String, Object> body) {
    return switch (String.valueOf(body.get("action"))) {
      case "clarification_response" ->
          of.answered(Parameters.words(Parameters.text(body, "clarification_response")));
      case "updated_request" -> updated(of, body);
      default -> throw DraftProblem.invalid("action is clarification_response or updated_request.");
    };
  }

  /**
   * Another request for the same: in it stands for whom, and that must not change. The token of
   * before was verified when it came, and may have ended since.
   */
  private AccessCase updated(AccessCase of, Map<String, Object> body) {
    Map<String, Object> request = new HashMap<>(of.request());
    for (String name : List.of(RESOURCE_TOKEN, "presented_token")) {
      request.put(name, Parameters.text(body, name));
    }
    Token before = jwts.said((String) of.request().get(RESOURCE_TOKEN));
    Token after = jwts.said((String) request.get(RESOURCE_TOKEN));
    if (!SAME.stream().allMatch(name -> before.text(name).equals(after.text(name)))) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token is for something else than before.");
    }
    String words = Parameters.words(body.get("justification"));
    return of.updated(request, Instant.now(), words.isEmpty() ? "\u2026" : words);
  }
}
