/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.ParticipantTokenValidityChecker;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues a new token for access that was granted before. */
@Component(service = AAuthRefreshRequestHandler.class)
public final class AAuthRefreshRequestHandler implements AAuthTokenRequestHandler {

  private final AAuthRefreshTokenStore tokens;
  private final AgentResourceTokenVerifier asks;
  private final ParticipantCache parties;
  private final ParticipantTokenValidityChecker standing;
  private final AuthorizationGrantService grants;
  private final AuthTokenIssuer granting;

  @Activate
  public AAuthRefreshRequestHandler(
      @Reference AAuthRefreshTokenStore tokens,
      @Reference AgentResourceTokenVerifier asks,
      @Reference ParticipantCache parties,
      @Reference ParticipantTokenValidityChecker standing,
      @Reference AuthorizationGrantService grants,
      @Reference AuthTokenIssuer granting) {
    this.tokens = tokens;
    this.asks = asks;
    this.parties = parties;
    this.standing = standing;
    this.grants = grants;
    this.granting = granting;
  }

  @Override
  public String type() {
    return "refresh";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request) {
    AAuthRefreshTokenStore.StoredAAuthRefreshToken kept =
        tokens
            .find(tenant, body.required("refresh_token", AAuthRequestBody.TEXT))
            .filter(found -> found.of(signer))
            .orElseThrow(AAuthRefreshRequestHandler::refused);
    AAuthParticipant resource =
        parties
            .findEnabled(tenant.id(), ParticipantSettings.RESOURCE, kept.resourceId())
            .orElseThrow(AAuthRefreshRequestHandler::refused);
    requireHolding(tenant, signer, kept, resource);
    // Published clients send no resource token here; if one is sent, it must belong to this
    // resource.
    body.text("resource_token", AAuthRequestBody.TOKEN)
        .map(token -> asks.of(tenant, signer, token))
        .filter(ask -> !ask.resource().id().equals(resource.id()))
        .ifPresent(
            ask -> {
              throw ApiException.invalidRequest(
                  "The resource token must be from the resource of the refresh token.");
            });
    Set<String> scope =
        body.text("scope", AAuthRequestBody.TEXT)
            .map(AAuthScopeConverter::of)
            .orElseGet(() -> left(tenant, signer, kept.scope()));
    AAuthScopeConverter.requireWithin(scope, kept.scope());
    AAuthScopeConverter.requireWithin(scope, resource.settings().scopes().keySet());
    AAuthScopeConverter.requireWithin(scope, signer.party().settings().scopes().keySet());
    return granting.issue(
        tenant,
        signer,
        new AuthTokenIssuer.AuthTokenGrant(
            type(),
            resource,
            scope,
            kept.userId(),
            kept.grantId(),
            Map.of(),
            Optional.empty(),
            false),
        request);
  }

  /** Without a requested scope, returns the remaining scope, as the previous token has it now. */
  private Set<String> left(TenantContext tenant, AAuthSigner signer, Set<String> scope) {
    Set<String> left = standing.retainPermittedScope(tenant, signer.party(), scope);
    if (left.isEmpty() && !scope.isEmpty()) {
      throw refused();
    }
    return left;
  }

  /**
   * Requires that the granted access is still valid and that the resource's requirements have not
   * become stricter.
   */
  private void requireHolding(
      TenantContext tenant,
      AAuthSigner signer,
      AAuthRefreshTokenStore.StoredAAuthRefreshToken kept,
      AAuthParticipant resource) {
    try {
      standing.requireAgent(tenant, signer.party(), kept.madeWith());
      standing.requireResource(resource, kept.madeWith());
      if (kept.userId().isPresent()) {
        standing.requireUser(tenant, kept.userId().get(), signer.party(), kept.madeWith());
      }
    } catch (InvalidTokenException e) {
      throw refused();
    }
    boolean holds =
        kept.grantId().map(id -> grants.isActive(tenant, id)).orElse(true)
            && (kept.grantId().isPresent() || !resource.settings().needsConsent())
            && !resource.settings().level().equals(ParticipantSettings.USER);
    if (!holds) {
      throw refused();
    }
  }

  private static ApiException refused() {
    return new ApiException(
        400,
        "invalid_grant",
        "refresh_token must be a valid refresh token that was issued to this agent.");
  }
}
