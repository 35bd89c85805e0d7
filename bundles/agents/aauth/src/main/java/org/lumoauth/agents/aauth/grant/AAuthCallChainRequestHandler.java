/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AuthTokenService;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

/**
 * Exchanges the auth token that a resource received for a token for the next resource, with the
 * called resource as the current actor. The new token never permits more than the received one.
 */
public final class AAuthCallChainRequestHandler implements AAuthTokenRequestHandler {

  /** The maximum number of actors in a chain. */
  static final int MAX_DEPTH = 3;

  private final AuthTokenService tokens;
  private final AgentResourceTokenVerifier asks;
  private final AuthTokenIssuer granting;

  public AAuthCallChainRequestHandler(
      AuthTokenService tokens, AgentResourceTokenVerifier asks, AuthTokenIssuer granting) {
    this.tokens = tokens;
    this.asks = asks;
    this.granting = granting;
  }

  @Override
  public String type() {
    return "exchange";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request) {
    if (!signer.party().settings().features().contains(ParticipantSettings.TOKEN_EXCHANGE)) {
      throw new ApiException(
          400,
          "unauthorized_client",
          "The agent is not allowed to exchange tokens. An administrator can enable "
              + "the feature token_exchange.");
    }
    AuthTokenService.VerifiedAuthToken upstream =
        upstream(tenant, body.required("auth_token", AAuthRequestBody.TOKEN));
    // Only the called resource can exchange the token: it has the same URL as a resource there and
    // as an agent here.
    if (!upstream.resource().identifier().equals(signer.party().identifier())) {
      throw new ApiException(
          400,
          "invalid_grant",
          "The auth token must be issued for the resource that sends the request.");
    }
    ResourceTokenService.ResourceTokenClaims ask =
        asks.of(tenant, signer, body.required("resource_token", AAuthRequestBody.TOKEN));
    requireNoNewConsent(ask, upstream);
    Set<String> scope =
        body.text("scope", AAuthRequestBody.TEXT).map(AAuthScopeConverter::of).orElse(ask.scope());
    AAuthScopeConverter.requireWithin(scope, ask.scope());
    AAuthScopeConverter.requireWithin(scope, upstream.scope());
    AAuthScopeConverter.requireWithin(scope, ask.resource().settings().scopes().keySet());
    AAuthScopeConverter.requireWithin(scope, signer.party().settings().scopes().keySet());
    return granting.issue(
        tenant,
        signer,
        new AuthTokenIssuer.AuthTokenGrant(
            type(),
            ask.resource(),
            scope,
            upstream.kept().userId(),
            upstream.kept().grantId(),
            act(signer, upstream),
            Optional.of(upstream),
            false),
        request);
  }

  private AuthTokenService.VerifiedAuthToken upstream(TenantContext tenant, String token) {
    try {
      return tokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw new ApiException(
          400, "invalid_grant", "The auth token is invalid: " + e.getMessage() + ".");
    }
  }

  /** An exchange must not grant access that requires a consent of its own. */
  private static void requireNoNewConsent(
      ResourceTokenService.ResourceTokenClaims ask, AuthTokenService.VerifiedAuthToken upstream) {
    ParticipantSettings next = ask.resource().settings();
    if (next.level().equals(ParticipantSettings.USER)
        || next.needsConsent() && upstream.kept().grantId().isEmpty()) {
      throw new ApiException(
          400,
          "consent_required",
          "The resource requires a user's consent. Use the request type auth.");
    }
  }

  /** RFC 8693 section 4.1: the current actor is outermost, earlier actors are nested. */
  private static Map<String, Object> act(
      AAuthSigner signer, AuthTokenService.VerifiedAuthToken upstream) {
    Map<String, Object> before = new LinkedHashMap<>();
    before.put("sub", upstream.agent());
    if (upstream.claims().get("act") instanceof Map<?, ?> act && act.get("act") != null) {
      before.put("act", act.get("act"));
    }
    Map<String, Object> now = new LinkedHashMap<>();
    now.put("sub", signer.party().identifier());
    now.put("act", before);
    if (depth(now) > MAX_DEPTH) {
      throw new ApiException(
          403,
          "delegation_depth_exceeded",
          "The delegation chain must have at most " + MAX_DEPTH + " actors.",
          Map.of("max_depth", MAX_DEPTH));
    }
    return now;
  }

  private static int depth(@Nullable Object act) {
    return act instanceof Map<?, ?> map ? 1 + depth(map.get("act")) : 0;
  }
}
