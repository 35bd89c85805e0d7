/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Handles an agent's request for access to a resource: issues a token, or starts a consent request.
 */
public final class AAuthAccessRequestHandler implements AAuthTokenRequestHandler {

  private final AgentResourceTokenVerifier asks;
  private final AuthTokenIssuer granting;
  private final AAuthConsentRequestStore pending;

  public AAuthAccessRequestHandler(
      AgentResourceTokenVerifier asks, AuthTokenIssuer granting, AAuthConsentRequestStore pending) {
    this.asks = asks;
    this.granting = granting;
    this.pending = pending;
  }

  @Override
  public String type() {
    return "auth";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request) {
    ResourceTokenService.ResourceTokenClaims ask =
        asks.of(tenant, signer, body.required("resource_token", AAuthRequestBody.TOKEN));
    Set<String> scope =
        body.text("scope", AAuthRequestBody.TEXT).map(AAuthScopeConverter::of).orElse(ask.scope());
    AAuthScopeConverter.requireWithin(scope, ask.scope());
    AAuthScopeConverter.requireWithin(scope, ask.resource().settings().scopes().keySet());
    AAuthScopeConverter.requireWithin(scope, signer.party().settings().scopes().keySet());
    granting.requireCapable(tenant, signer, scope);
    if (ask.resource().settings().needsConsent()) {
      return askAPerson(tenant, signer, ask, scope, body);
    }
    return granting.issue(
        tenant,
        signer,
        new AuthTokenIssuer.AuthTokenGrant(
            type(),
            ask.resource(),
            scope,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            true),
        request);
  }

  private Map<String, Object> askAPerson(
      TenantContext tenant,
      AAuthSigner signer,
      ResourceTokenService.ResourceTokenClaims ask,
      Set<String> scope,
      AAuthRequestBody body) {
    ParticipantSettings agent = signer.party().settings();
    if (!agent.features().contains(ParticipantSettings.USER_AUTHORIZATION)) {
      throw new ApiException(
          400,
          "unauthorized_client",
          "The agent is not allowed to request users' authorization. An "
              + "administrator can enable the feature user_authorization.");
    }
    String redirectUri = body.required("redirect_uri", AAuthRequestBody.TEXT);
    if (!agent.redirectUris().contains(redirectUri)) { // compared byte for byte
      throw ApiException.invalidRequest(
          "redirect_uri must equal one of the agent's registered redirectUris.");
    }
    Instant now = Instant.now();
    String token =
        pending.add(
            tenant,
            new PendingConsentRequest(
                signer.party().id(),
                signer.delegate(),
                signer.jwk(),
                signer.thumbprint(),
                ask.resource().id(),
                scope,
                redirectUri,
                ask.resource().settings().level().equals(ParticipantSettings.USER),
                now,
                now.plus(AAuthConsentRequestStore.LIFETIME)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_type", type());
    answer.put("request_token", token);
    answer.put("authorization_uri", tenant.issuer() + "/aauth/agent/auth?request_token=" + token);
    answer.put("expires_in", AAuthConsentRequestStore.LIFETIME.toSeconds());
    return answer;
  }
}
