package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopes;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AuthTokenService;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A resource that was called acts as an agent itself and calls the next one: it shows the token
 * that it was called with, and gets one for the next resource in which it stands as who acts now.
 * Never more than the token that it was called with permits.
 */
@Component(service = AAuthExchangeRequestHandler.class)
public final class AAuthExchangeRequestHandler implements AAuthTokenRequestHandler {

  /** How many may act one for the other. */
  static final int MAX_DEPTH = 3;

  private final AuthTokenService tokens;
  private final ResourceTokenReader asks;
  private final AuthTokenIssuer granting;

  @Activate
  public AAuthExchangeRequestHandler(
      @Reference AuthTokenService tokens,
      @Reference ResourceTokenReader asks,
      @Reference AuthTokenIssuer granting) {
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
      throw new ApiException(400, "unauthorized_client", "The agent may not exchange tokens.");
    }
    AuthTokenService.VerifiedAuthToken upstream =
        upstream(tenant, body.required("auth_token", AAuthRequestBody.TOKEN));
    // Only who was called by it may go on with it: under the same URL, resource there, agent here.
    if (!upstream.resource().identifier().equals(signer.party().identifier())) {
      throw new ApiException(400, "invalid_grant", "The auth token was made for somebody else.");
    }
    ResourceTokenService.ResourceTokenClaims ask =
        asks.of(tenant, signer, body.required("resource_token", AAuthRequestBody.TOKEN));
    requireNoNewConsent(ask, upstream);
    Set<String> scope =
        body.text("scope", AAuthRequestBody.TEXT).map(AAuthScopes::of).orElse(ask.scope());
    AAuthScopes.requireWithin(scope, ask.scope());
    AAuthScopes.requireWithin(scope, upstream.scope());
    AAuthScopes.requireWithin(scope, ask.resource().settings().scopes().keySet());
    AAuthScopes.requireWithin(scope, signer.party().settings().scopes().keySet());
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
          400, "invalid_grant", "The auth token does not hold: " + e.getMessage() + ".");
    }
  }

  /** What nobody consented to is not had by way of what somebody did. */
  private static void requireNoNewConsent(
      ResourceTokenService.ResourceTokenClaims ask, AuthTokenService.VerifiedAuthToken upstream) {
    ParticipantSettings next = ask.resource().settings();
    if (next.level().equals(ParticipantSettings.USER)
        || next.needsConsent() && upstream.kept().grantId().isEmpty()) {
      throw new ApiException(
          400, "consent_required", "The resource wants a person's consent: ask with auth.");
    }
  }

  /** RFC 8693 section 4.1: who acts now stands outermost, who acted before within. */
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
          "Too many act one for the other.",
          Map.of("max_depth", MAX_DEPTH));
    }
    return now;
  }

  private static int depth(Object act) {
    return act instanceof Map<?, ?> map ? 1 + depth(map.get("act")) : 0;
  }
}
