package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AccessServerRequestParser;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives a person server what it asks for, or says what is wanted first (section AS Response). */
@Component(service = AccessServerRequestService.class)
public final class AccessServerRequestService {

  private final AccessServerRequestParser requests;
  private final AccessServerPolicy policy;
  private final AccessServerTokenIssuer tokens;
  private final DeferredAccessRequestStore cases;

  @Activate
  public AccessServerRequestService(
      @Reference AccessServerRequestParser requests,
      @Reference AccessServerPolicy policy,
      @Reference AccessServerTokenIssuer tokens,
      @Reference DeferredAccessRequestStore cases) {
    this.requests = requests;
    this.policy = policy;
    this.tokens = tokens;
    this.cases = cases;
  }

  /**
   * Answers. All that was shown is looked at each time: what ended or was taken back meanwhile
   * gives nothing, but for a resource token, which had to be good when it was sent.
   *
   * @throws AAuthProblemException by the draft's codes
   */
  void answer(HttpExchange exchange, DeferredAccessRequest of) throws IOException {
    TenantContext tenant = exchange.tenant();
    Instant since = Instant.now();
    var access = read(tenant, of);
    if (policy.wantsClaims(tenant, of)) {
      wait(exchange, of, "claims", Map.of("required_claims", policy.claims(tenant)));
    } else if (policy.wantsAnswer(tenant, of)) {
      wait(exchange, of, "clarification", Map.of("clarification", policy.question(tenant)));
    } else if (!of.id().isEmpty() && !cases.end(tenant, of.id())) {
      throw goneProblem();
    } else {
      exchange.writeJson(200, tokens.issue(tenant, access, of, since));
    }
  }

  /** What was asked for, if the policy gives it. */
  AccessServerRequestParser.AccessServerTokenRequest read(
      TenantContext tenant, DeferredAccessRequest of) {
    var access = requests.read(tenant, of.personServer(), of.request(), of.askedAt());
    policy.requireScope(tenant, access.asked().resourceToken());
    return access;
  }

  private void wait(
      HttpExchange exchange, DeferredAccessRequest of, String requirement, Map<String, Object> more)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    DeferredAccessRequest kept = of.id().isEmpty() ? cases.add(tenant, of) : of;
    var response = exchange.response();
    response.setHeader("Location", tenant.issuer() + AccessServerPendingEndpoint.BELOW + kept.id());
    response.setHeader("Retry-After", "0");
    response.setHeader("AAuth-Requirement", "requirement=" + requirement);
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("status", "pending");
    exchange.writeJson(202, body);
  }

  /** What is another's, and what was answered, is as if it were not there. */
  static AAuthProblemException goneProblem() {
    return new AAuthProblemException(410, "invalid_code", "There is nothing to wait for.");
  }
}
