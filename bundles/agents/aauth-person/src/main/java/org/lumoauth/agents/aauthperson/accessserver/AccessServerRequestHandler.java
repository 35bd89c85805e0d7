/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AccessServerRequestParser;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Grants a person server's requests, or responds with a requirement (AAuth draft, section AS
 * Response).
 */
@Component(service = AccessServerRequestHandler.class)
public final class AccessServerRequestHandler {

  private final AccessServerRequestParser requests;
  private final AccessServerPolicy policy;
  private final AccessServerTokenIssuer tokens;
  private final DeferredAccessServerRequestStore cases;

  @Activate
  public AccessServerRequestHandler(
      @Reference AccessServerRequestParser requests,
      @Reference AccessServerPolicy policy,
      @Reference AAuthJwtService tokens,
      @Reference DeferredAccessServerRequestStore cases) {
    this.requests = requests;
    this.policy = policy;
    this.tokens = new AccessServerTokenIssuer(tokens);
    this.cases = cases;
  }

  /**
   * Writes the response. All presented tokens are checked again each time, so that expired or
   * revoked tokens grant no access; the resource token must have been valid when it was sent.
   *
   * @throws AAuthProblemException with the AAuth draft's error codes
   */
  void answer(HttpExchange exchange, DeferredAccessServerRequest of) throws IOException {
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

  /** Returns the parsed request if the policy grants it. */
  AccessServerRequestParser.AccessServerTokenRequest read(
      TenantContext tenant, DeferredAccessServerRequest of) {
    var access = requests.read(tenant, of.personServer(), of.request(), of.askedAt());
    policy.requireScope(tenant, access.asked().resourceToken());
    return access;
  }

  private void wait(
      HttpExchange exchange,
      DeferredAccessServerRequest of,
      String requirement,
      Map<String, Object> more)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    DeferredAccessServerRequest kept = of.id().isEmpty() ? cases.add(tenant, of) : of;
    var response = exchange.response();
    response.setHeader("Location", tenant.issuer() + AccessServerPendingEndpoint.BELOW + kept.id());
    response.setHeader("Retry-After", "0");
    response.setHeader("AAuth-Requirement", "requirement=" + requirement);
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("status", "pending");
    exchange.writeJson(202, body);
  }

  /**
   * The error for requests that were completed or belong to another server; both look as if they
   * did not exist.
   */
  static AAuthProblemException goneProblem() {
    return new AAuthProblemException(
        410, "invalid_code", "The request does not exist or is completed. Start a new request.");
  }
}
