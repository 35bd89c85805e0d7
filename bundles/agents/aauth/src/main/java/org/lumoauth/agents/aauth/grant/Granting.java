package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.AuthJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.agents.aauth.token.Standing;
import org.lumoauth.agents.aauth.token.TokenKind;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives an agent its token. */
@Component(service = Granting.class)
public final class Granting {

  private final AuthJwts tokens;
  private final RefreshTokens refreshTokens;
  private final AauthAudit audit;
  private final Standing standing;

  @Activate
  public Granting(
      @Reference AuthJwts tokens,
      @Reference RefreshTokens refreshTokens,
      @Reference AauthAudit audit,
      @Reference Standing standing) {
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.audit = audit;
    this.standing = standing;
  }

  /**
   * What an agent is to have.
   *
   * @param type the {@code request_type} by which it asked
   * @param resource for which resource
   * @param scope what it permits
   * @param userId for whom; empty if for itself
   * @param grantId from which consent; empty if from none
   * @param act who acted before
   * @param above the token that this one is exchanged for; empty if for none
   * @param refreshable whether it may come back without asking again
   */
  record Grant(
      String type,
      Party resource,
      Set<String> scope,
      Optional<String> userId,
      Optional<String> grantId,
      Map<String, Object> act,
      Optional<AuthJwts.Holding> above,
      boolean refreshable) {}

  /**
   * Requires that the agent is capable of a scope: no token permits more.
   *
   * @throws Problem 400 {@code invalid_scope} with {@code required_capabilities}: what it lacks
   */
  void requireCapable(TenantContext tenant, Signer signer, Set<String> scope) {
    Set<String> lacking = new TreeSet<>(scope);
    lacking.removeAll(standing.left(tenant, signer.party(), scope));
    if (!lacking.isEmpty()) {
      throw new Problem(
          400,
          "invalid_scope",
          "The agent is not capable of "
              + Scopes.text(lacking)
              + "; an administrator can change that.",
          Map.of("required_capabilities", List.copyOf(lacking)),
          Map.of());
    }
  }

  /**
   * Gives it.
   *
   * @throws Problem 400 {@code invalid_scope} if the agent is not capable of it, {@code
   *     invalid_grant} if somebody was stopped meanwhile
   */
  Map<String, Object> give(TenantContext tenant, Signer signer, Grant grant, RequestInfo request) {
    requireCapable(tenant, signer, grant.scope());
    TokenMint.Minted token = made(tenant, signer, grant);
    audit.issued(
        tenant, signer, TokenKind.AUTH.type(), token.id(), grant.userId(), details(grant), request);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_type", grant.type());
    answer.put("auth_token", token.value());
    answer.put("expires_in", token.lifetime().toSeconds());
    answer.put("token_type", TokenKind.AUTH.type());
    // A resource that wants the person there each time is not served from memory.
    if (grant.refreshable() && !grant.resource().settings().level().equals(PartySettings.USER)) {
      answer.put("refresh_token", refreshTokens.add(tenant, kept(signer, grant, token.id())));
    }
    return answer;
  }

  private TokenMint.Minted made(TenantContext tenant, Signer signer, Grant grant) {
    try {
      return tokens.issue(
          tenant,
          signer,
          grant.resource(),
          grant.scope(),
          grant.userId(),
          grant.grantId(),
          grant.act(),
          grant.above());
    } catch (InvalidTokenException e) {
      throw new Problem(400, "invalid_grant", "It does not hold: " + e.getMessage() + ".");
    }
  }

  private static Map<String, Object> details(Grant grant) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("request_type", grant.type());
    details.put("resource", grant.resource().identifier());
    details.put("scope", Scopes.text(grant.scope()));
    if (!grant.act().isEmpty()) {
      details.put("act", grant.act());
    }
    grant.above().ifPresent(above -> details.put("exchanged", above.id()));
    return details;
  }

  private static RefreshTokens.Kept kept(Signer signer, Grant grant, String madeWith) {
    return new RefreshTokens.Kept(
        signer.party().id(),
        signer.delegate(),
        grant.resource().id(),
        grant.scope(),
        grant.userId(),
        grant.grantId(),
        madeWith);
  }
}
