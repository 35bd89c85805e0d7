/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.signature.AAuthSignatureException;
import org.lumoauth.agents.aauth.signature.AAuthSignedRequest;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Handles signed requests: the signer is verified before the body is parsed. */
@Component(service = SignedRequestHandler.class)
public final class SignedRequestHandler {

  private static final int UNAUTHENTICATED = 401;
  private static final int INVALID = 422;

  private final AAuthSignerAuthenticator signers;
  private final AgentCallerRuleChecker rules;
  private final AAuthAudit audit;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public SignedRequestHandler(
      @Reference AAuthSignerAuthenticator signers,
      @Reference ProviderRegistry registry,
      @Reference AAuthAudit audit,
      @Reference UnauthenticatedRefusalThrottle refusals) {
    this.signers = signers;
    this.rules = new AgentCallerRuleChecker(registry);
    this.audit = audit;
    this.refusals = refusals;
  }

  @Deactivate
  void close() {
    rules.close();
  }

  /** Handles the request of a signer. */
  interface SignedRequestAction {
    /** Returns the members of the response. */
    Map<String, Object> answer(TenantContext tenant, AAuthSigner signer, AAuthRequestBody body);
  }

  /** Resolves the signer of a request. */
  interface SignerResolver {
    AAuthSigner signer(TenantContext tenant, AAuthSignedRequest request)
        throws AAuthSignatureException;
  }

  /** Handles a request of an agent, verified by the token that it presents. */
  void handleAgent(HttpExchange exchange, SignedRequestAction work) throws IOException {
    handle(exchange, signers::authenticateAgent, work);
  }

  /** Handles a request of a resource, verified by one of its own keys. */
  void handleServer(HttpExchange exchange, String kind, SignedRequestAction work)
      throws IOException {
    handle(exchange, (tenant, request) -> signers.authenticateServer(tenant, request, kind), work);
  }

  /** Handles a request of any signer that the resolver verifies. */
  void handle(HttpExchange exchange, SignerResolver proof, SignedRequestAction work)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    NoStoreHeaders.setNoStore(exchange.response());
    AAuthSigner signer;
    try {
      signer = proof.signer(tenant, AAuthSignedRequest.of(exchange.view()));
    } catch (AAuthSignatureException refusal) {
      refuse(exchange, refusal);
      return;
    }
    rules.check(tenant, signer, exchange.view());
    exchange.writeJson(200, work.answer(tenant, signer, body(exchange)));
  }

  /** Writes the published error format and the common one in one body. */
  private void refuse(HttpExchange exchange, AAuthSignatureException refusal) throws IOException {
    TenantContext tenant = exchange.tenant();
    refusals.count(exchange);
    audit.recordRefused(tenant, refusal.getMessage(), exchange.requestInfo());
    exchange
        .response()
        .setHeader(AAuthSignerAuthenticator.AGENT_AUTH, AgentAuthHeaderBuilder.of(tenant));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error", "authentication_required");
    answer.put("error_description", refusal.getMessage());
    answer.put("auth_server", tenant.issuer());
    answer.put("message", refusal.getMessage());
    answer.put("status", UNAUTHENTICATED);
    answer.put("code", "authentication_required");
    exchange.writeJson(UNAUTHENTICATED, answer);
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private static AAuthRequestBody body(HttpExchange exchange) throws IOException {
    if (exchange.view().body().length == 0) { // without a body, the content type is irrelevant
      throw ApiException.invalidRequest("The body must be a JSON object.");
    }
    try {
      return new AAuthRequestBody(exchange.readJson(Map.class));
    } catch (ApiException refusal) { // JSON, but not an object
      throw refusal.status() == INVALID
          ? ApiException.invalidRequest(refusal.getMessage())
          : refusal;
    }
  }
}
