/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues and verifies auth tokens, which permit an agent to use a resource. Each token is stored
 * until it expires, so that it can be revoked, and is valid only while all of its parties may act.
 */
@Component(service = AuthTokenService.class)
public final class AuthTokenService {

  private static final String KIND = "aauth-token";
  private static final long AFTERWARDS = 60;

  private final AAuthSignedTokenService mint;
  private final ParticipantCache parties;
  private final ParticipantTokenValidityChecker standing;
  private final AuthorizationGrantService grants;
  private final ShortLivedRecordStore store;

  @Activate
  public AuthTokenService(
      @Reference AAuthSignedTokenService mint,
      @Reference ParticipantCache parties,
      @Reference ParticipantTokenValidityChecker standing,
      @Reference AuthorizationGrantService grants,
      @Reference ShortLivedRecordStore store) {
    this.mint = mint;
    this.parties = parties;
    this.standing = standing;
    this.grants = grants;
    this.store = store;
  }

  /**
   * The stored data of a token.
   *
   * @param agentId the agent
   * @param resourceId the resource
   * @param userId the user; empty if the agent acts for itself
   * @param grantId the consent; empty if there is none
   * @param above the id of the token that it was exchanged for; empty if there is none
   */
  public record StoredAuthToken(
      String agentId,
      String resourceId,
      Optional<String> userId,
      Optional<String> grantId,
      Optional<String> above) {
    public StoredAuthToken {
      above = above == null ? Optional.empty() : above; // stored by a version without this value
    }
  }

  /**
   * A verified token.
   *
   * @param claims its claims
   * @param kept its stored data
   * @param resource the resource
   * @param scope the current scope: the part of {@code scope} that all actors still have as
   *     capabilities
   */
  public record VerifiedAuthToken(
      Map<String, Object> claims,
      StoredAuthToken kept,
      AAuthParticipant resource,
      Set<String> scope) {
    public VerifiedAuthToken {
      scope = Set.copyOf(scope);
    }

    /** Returns the token id. */
    public String id() {
      return (String) claims.get("jti");
    }

    /** Returns when it expires. */
    public Instant expiresAt() {
      return Instant.ofEpochSecond(((Number) claims.get("exp")).longValue());
    }

    /** Returns the identifier of the agent it was issued to. */
    public String agent() {
      return (String) claims.get("agent");
    }
  }

  /**
   * Issues a token.
   *
   * @param agent the agent and its key
   * @param scope the scope
   * @param act the chain of actors, the current actor outermost (RFC 8693 section 4.1); empty if
   *     there are no previous actors
   * @param above the token that this one is exchanged for, which it does not outlive; empty if
   *     there is none
   * @throws InvalidTokenException if a party was disabled concurrently
   */
  public AAuthSignedTokenService.IssuedAAuthToken issue(
      TenantContext tenant,
      AAuthSigner agent,
      AAuthParticipant resource,
      Set<String> scope,
      Optional<String> userId,
      Optional<String> grantId,
      Map<String, Object> act,
      Optional<VerifiedAuthToken> above)
      throws InvalidTokenException {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("aud", resource.identifier());
    claims.put("agent", agent.party().identifier());
    claims.put("cnf", Map.of("jwk", agent.jwk()));
    claims.put("scope", AAuthScopeConverter.text(scope));
    if (agent.delegated()) {
      claims.put("agent_delegate", agent.delegate());
    }
    userId.ifPresent(user -> claims.put("sub", user));
    if (!act.isEmpty()) {
      claims.put("act", act);
    }
    AAuthSignedTokenService.IssuedAAuthToken minted =
        mint.issue(tenant, AAuthTokenType.AUTH, claims, above.map(VerifiedAuthToken::expiresAt));
    // Checked after the id is assigned: a party disabled later gets a revocation mark after this
    // token.
    var now = requireStanding(tenant, agent.party().id(), resource.id(), userId, minted.id());
    if (!now.agent().settings().endedUpTo().equals(agent.party().settings().endedUpTo())) {
      throw invalid("its agent was disabled or lost a key after it signed");
    }
    var kept =
        new StoredAuthToken(
            agent.party().id(), resource.id(), userId, grantId, above.map(VerifiedAuthToken::id));
    store.add(
        tenant, KIND, minted.id(), kept, Instant.ofEpochSecond(minted.expiresAt() + AFTERWARDS));
    return minted;
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidTokenException if it is not valid now
   */
  public VerifiedAuthToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    Map<String, Object> claims =
        mint.verify(tenant, AAuthTokenType.AUTH, jwt, tenant.issuer(), Set.of(), kid -> List.of());
    StoredAuthToken kept =
        store
            .find(tenant, KIND, String.valueOf(claims.get("jti")), StoredAuthToken.class)
            .orElseThrow(() -> invalid("it was revoked"))
            .value();
    String id = (String) claims.get("jti");
    var parties = requireStanding(tenant, kept.agentId(), kept.resourceId(), kept.userId(), id);
    if (!parties.resource().identifier().equals(claims.get("aud"))
        || !parties.agent().identifier().equals(claims.get("agent"))) {
      throw invalid("its agent or its resource has a different identifier now");
    }
    Set<String> scope =
        AAuthScopeConverter.of(claims.get("scope") instanceof String text ? text : "");
    Set<String> left =
        leftAbove(
            tenant, kept.above(), standing.retainPermittedScope(tenant, parties.agent(), scope));
    if (kept.grantId().isPresent() && !grants.isActive(tenant, kept.grantId().get())) {
      throw invalid("the consent has ended");
    }
    return new VerifiedAuthToken(claims, kept, parties.resource(), left);
  }

  /**
   * Revokes a token of an agent; does nothing if it does not exist.
   *
   * @param idOrToken the token's {@code jti}, or the token
   */
  public void revoke(TenantContext tenant, AAuthParticipant agent, String idOrToken) {
    String id = mint.readUnverifiedClaim(idOrToken, "jti").orElse(idOrToken);
    store
        .find(tenant, KIND, id, StoredAuthToken.class)
        .filter(entry -> entry.value().agentId().equals(agent.id()))
        .ifPresent(entry -> store.remove(tenant, KIND, id));
  }

  private AAuthParticipant require(TenantContext tenant, String kind, String id)
      throws InvalidTokenException {
    return parties
        .findEnabled(tenant.id(), kind, id)
        .orElseThrow(() -> invalid("its " + kind + " is disabled"));
  }

  private record AuthTokenParticipants(AAuthParticipant agent, AAuthParticipant resource) {}

  private AuthTokenParticipants requireStanding(
      TenantContext tenant, String agentId, String resourceId, Optional<String> userId, String id)
      throws InvalidTokenException {
    AAuthParticipant agent = require(tenant, ParticipantSettings.AGENT, agentId);
    AAuthParticipant resource = require(tenant, ParticipantSettings.RESOURCE, resourceId);
    standing.requireAgent(tenant, agent, id);
    standing.requireResource(resource, id);
    if (userId.isPresent()) {
      standing.requireUser(tenant, userId.get(), agent, id);
    }
    return new AuthTokenParticipants(agent, resource);
  }

  /** Returns the scope that all previous actors still have, if their tokens are not revoked. */
  private Set<String> leftAbove(TenantContext tenant, Optional<String> first, Set<String> scope)
      throws InvalidTokenException {
    Set<String> left = scope;
    Optional<String> next = first;
    while (next
        .isPresent()) { // each token is newer than the one it was exchanged for, so this loop
      // terminates
      String id = next.get();
      StoredAuthToken above =
          store
              .find(tenant, KIND, id, StoredAuthToken.class)
              .orElseThrow(() -> invalid("the token that it was exchanged for was revoked"))
              .value();
      var parties =
          requireStanding(tenant, above.agentId(), above.resourceId(), above.userId(), id);
      left = standing.retainPermittedScope(tenant, parties.agent(), left);
      next = above.above();
    }
    return left;
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
