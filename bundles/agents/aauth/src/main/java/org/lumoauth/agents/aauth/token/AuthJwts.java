package org.lumoauth.agents.aauth.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens that let an agent use a resource. Each one is kept while it lives, so that it can be taken
 * back, and holds only while everybody in it may act.
 */
@Component(service = AuthJwts.class)
public final class AuthJwts {

  private static final String KIND = "aauth-token";
  private static final long AFTERWARDS = 60;

  private final TokenMint mint;
  private final PartyMemory parties;
  private final Subjects subjects;
  private final AuthorizationGrants grants;
  private final ShortLivedStore store;

  @Activate
  public AuthJwts(
      @Reference TokenMint mint,
      @Reference PartyMemory parties,
      @Reference Subjects subjects,
      @Reference AuthorizationGrants grants,
      @Reference ShortLivedStore store) {
    this.mint = mint;
    this.parties = parties;
    this.subjects = subjects;
    this.grants = grants;
    this.store = store;
  }

  /**
   * What is kept of a token.
   *
   * @param agentId the agent that it was made for
   * @param resourceId the resource that it is for
   * @param userId for whom it was made; empty if for the agent itself
   * @param grantId from which consent; empty if from none
   * @param above the id of the token that it was exchanged for; empty if for none
   */
  public record Kept(
      String agentId,
      String resourceId,
      Optional<String> userId,
      Optional<String> grantId,
      Optional<String> above) {
    public Kept {
      above = above == null ? Optional.empty() : above; // of a version that kept no such thing
    }
  }

  /**
   * A token that holds.
   *
   * @param claims its claims
   * @param kept what is kept of it
   * @param resource the resource that it is for
   */
  public record Holding(Map<String, Object> claims, Kept kept, Party resource) {

    /** What it permits. */
    public Set<String> scope() {
      return Scopes.of(claims.get("scope") instanceof String scope ? scope : "");
    }

    /** Its id. */
    public String id() {
      return (String) claims.get("jti");
    }

    /** When it ends. */
    public Instant expiresAt() {
      return Instant.ofEpochSecond(((Number) claims.get("exp")).longValue());
    }

    /** The identifier of the agent that it was made for. */
    public String agent() {
      return (String) claims.get("agent");
    }
  }

  /**
   * Makes a token.
   *
   * @param agent who gets it, by which key
   * @param scope what it permits
   * @param act the chain of who acts, the current one outermost (RFC 8693 section 4.1); empty if
   *     nobody acted before
   * @param above the token that this one is exchanged for, which it does not outlive; empty if for
   *     none
   */
  public TokenMint.Minted issue(
      TenantContext tenant,
      Signer agent,
      Party resource,
      Set<String> scope,
      Optional<String> userId,
      Optional<String> grantId,
      Map<String, Object> act,
      Optional<Holding> above) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("aud", resource.identifier());
    claims.put("agent", agent.party().identifier());
    claims.put("cnf", Map.of("jwk", agent.jwk()));
    claims.put("scope", Scopes.text(scope));
    if (agent.delegated()) {
      claims.put("agent_delegate", agent.delegate());
    }
    userId.ifPresent(user -> claims.put("sub", user));
    if (!act.isEmpty()) {
      claims.put("act", act);
    }
    TokenMint.Minted minted =
        mint.mint(tenant, TokenKind.AUTH, claims, above.map(Holding::expiresAt));
    var kept = new Kept(agent.party().id(), resource.id(), userId, grantId, above.map(Holding::id));
    store.add(
        tenant, KIND, minted.id(), kept, Instant.ofEpochSecond(minted.expiresAt() + AFTERWARDS));
    return minted;
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidTokenException if it does not hold now
   */
  public Holding verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    Map<String, Object> claims =
        mint.verify(tenant, TokenKind.AUTH, jwt, tenant.issuer(), Set.of(), kid -> List.of());
    Kept kept =
        store
            .find(tenant, KIND, String.valueOf(claims.get("jti")), Kept.class)
            .orElseThrow(() -> invalid("it was revoked"))
            .value();
    Party resource = require(tenant, PartySettings.RESOURCE, kept.resourceId());
    Party agent = require(tenant, PartySettings.AGENT, kept.agentId());
    requireAbove(tenant, kept);
    if (!resource.identifier().equals(claims.get("aud"))
        || !agent.identifier().equals(claims.get("agent"))) {
      throw invalid("its agent or its resource has another name now");
    }
    requireAgent(tenant, agent);
    if (kept.userId().isPresent()) {
      requireSubject(tenant, new SubjectRef(SubjectRef.USER, kept.userId().get()));
    }
    if (kept.grantId().isPresent() && !grants.holds(tenant, kept.grantId().get())) {
      throw invalid("the consent has ended");
    }
    return new Holding(claims, kept, resource);
  }

  /**
   * Ends a token of an agent. Nothing happens if there is none.
   *
   * @param idOrToken the token's {@code jti}, or the token
   */
  public void revoke(TenantContext tenant, Party agent, String idOrToken) {
    String id = mint.claimed(idOrToken, "jti").orElse(idOrToken);
    store
        .find(tenant, KIND, id, Kept.class)
        .filter(entry -> entry.value().agentId().equals(agent.id()))
        .ifPresent(entry -> store.remove(tenant, KIND, id));
  }

  private Party require(TenantContext tenant, String kind, String id) throws InvalidTokenException {
    return parties
        .enabled(tenant.id(), kind, id)
        .orElseThrow(() -> invalid("its " + kind + " may not act"));
  }

  /** Whoever acted before must be able to still, by a token that nobody took back. */
  private void requireAbove(TenantContext tenant, Kept kept) throws InvalidTokenException {
    Optional<String> next = kept.above();
    while (next.isPresent()) { // each was made after the one above it, so this ends
      Kept above =
          store
              .find(tenant, KIND, next.get(), Kept.class)
              .orElseThrow(() -> invalid("the token that it was exchanged for was revoked"))
              .value();
      requireAgent(tenant, require(tenant, PartySettings.AGENT, above.agentId()));
      require(tenant, PartySettings.RESOURCE, above.resourceId());
      next = above.above();
    }
  }

  private void requireAgent(TenantContext tenant, Party agent) throws InvalidTokenException {
    requireSubject(tenant, new SubjectRef(SubjectRef.AGENT, agent.settings().agentId()));
  }

  private void requireSubject(TenantContext tenant, SubjectRef subject)
      throws InvalidTokenException {
    if (subjects.status(tenant, subject) != SubjectStatus.ENABLED) {
      throw invalid("its " + subject.type() + " may not act");
    }
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
