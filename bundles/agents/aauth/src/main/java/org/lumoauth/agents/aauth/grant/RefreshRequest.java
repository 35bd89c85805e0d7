package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.agents.aauth.token.Standing;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An agent gets a new token for what it was given before. */
@Component(service = RefreshRequest.class)
public final class RefreshRequest implements TokenRequest {

  private final RefreshTokens tokens;
  private final Asks asks;
  private final PartyMemory parties;
  private final Standing standing;
  private final AuthorizationGrants grants;
  private final Granting granting;

  @Activate
  public RefreshRequest(
      @Reference RefreshTokens tokens,
      @Reference Asks asks,
      @Reference PartyMemory parties,
      @Reference Standing standing,
      @Reference AuthorizationGrants grants,
      @Reference Granting granting) {
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
      TenantContext tenant, Signer signer, Body body, RequestInfo request) {
    RefreshTokens.Kept kept =
        tokens
            .find(tenant, body.required("refresh_token", Body.TEXT))
            .filter(found -> found.of(signer))
            .orElseThrow(RefreshRequest::refused);
    Party resource =
        parties
            .enabled(tenant.id(), PartySettings.RESOURCE, kept.resourceId())
            .orElseThrow(RefreshRequest::refused);
    requireHolding(tenant, signer, kept, resource);
    // Published clients send no resource token here; one that is sent must be this resource's.
    body.text("resource_token", Body.TOKEN)
        .map(token -> asks.of(tenant, signer, token))
        .filter(ask -> !ask.resource().id().equals(resource.id()))
        .ifPresent(
            ask -> {
              throw Problem.invalidRequest("The resource token is of another resource.");
            });
    Set<String> scope =
        body.text("scope", Body.TEXT)
            .map(Scopes::of)
            .orElseGet(() -> left(tenant, signer, kept.scope()));
    Scopes.requireWithin(scope, kept.scope());
    Scopes.requireWithin(scope, resource.settings().scopes().keySet());
    Scopes.requireWithin(scope, signer.party().settings().scopes().keySet());
    return granting.give(
        tenant,
        signer,
        new Granting.Grant(
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

  /** Whoever names no scope gets what is left of it, as the token before has by now. */
  private Set<String> left(TenantContext tenant, Signer signer, Set<String> scope) {
    Set<String> left = standing.left(tenant, signer.party(), scope);
    if (left.isEmpty() && !scope.isEmpty()) {
      throw refused();
    }
    return left;
  }

  /** What was given must stand, and the resource must not have become stricter meanwhile. */
  private void requireHolding(
      TenantContext tenant, Signer signer, RefreshTokens.Kept kept, Party resource) {
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
        kept.grantId().map(id -> grants.holds(tenant, id)).orElse(true)
            && (kept.grantId().isPresent() || !resource.settings().needsConsent())
            && !resource.settings().level().equals(PartySettings.USER);
    if (!holds) {
      throw refused();
    }
  }

  private static Problem refused() {
    return new Problem(
        400, "invalid_grant", "The refresh token does not hold, or is not this agent's.");
  }
}
