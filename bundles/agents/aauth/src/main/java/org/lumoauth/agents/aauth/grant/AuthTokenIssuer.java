package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopes;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AAuthTokenFactory;
import org.lumoauth.agents.aauth.token.AAuthTokenType;
import org.lumoauth.agents.aauth.token.AuthTokenService;
import org.lumoauth.agents.aauth.token.ParticipantStatusCheck;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives an agent its token. */
@Component(service = AuthTokenIssuer.class)
public final class AuthTokenIssuer {

  private final AuthTokenService tokens;
  private final AAuthRefreshTokenStore refreshTokens;
  private final AAuthAudit audit;
  private final ParticipantStatusCheck standing;

  @Activate
  public AuthTokenIssuer(
      @Reference AuthTokenService tokens,
      @Reference AAuthRefreshTokenStore refreshTokens,
      @Reference AAuthAudit audit,
      @Reference ParticipantStatusCheck standing) {
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
  record AuthTokenGrant(
      String type,
      AAuthParticipant resource,
      Set<String> scope,
      Optional<String> userId,
      Optional<String> grantId,
      Map<String, Object> act,
      Optional<AuthTokenService.VerifiedAuthToken> above,
      boolean refreshable) {}

  /**
   * Requires that the agent is capable of a scope: no token permits more.
   *
   * @throws ApiException 400 {@code invalid_scope} with {@code required_capabilities}: what it
   *     lacks
   */
  void requireCapable(TenantContext tenant, AAuthSigner signer, Set<String> scope) {
    Set<String> lacking = new TreeSet<>(scope);
    lacking.removeAll(standing.retainPermittedScope(tenant, signer.party(), scope));
    if (!lacking.isEmpty()) {
      throw new ApiException(
          400,
          "invalid_scope",
          "The agent is not capable of "
              + AAuthScopes.text(lacking)
              + "; an administrator can change that.",
          Map.of("required_capabilities", List.copyOf(lacking)),
          Map.of());
    }
  }

  /**
   * Gives it.
   *
   * @throws ApiException 400 {@code invalid_scope} if the agent is not capable of it, {@code
   *     invalid_grant} if somebody was stopped meanwhile
   */
  Map<String, Object> issue(
      TenantContext tenant, AAuthSigner signer, AuthTokenGrant grant, RequestInfo request) {
    requireCapable(tenant, signer, grant.scope());
    AAuthTokenFactory.IssuedAAuthToken token = made(tenant, signer, grant);
    audit.recordIssued(
        tenant,
        signer,
        AAuthTokenType.AUTH.type(),
        token.id(),
        grant.userId(),
        details(grant),
        request);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_type", grant.type());
    answer.put("auth_token", token.value());
    answer.put("expires_in", token.lifetime().toSeconds());
    answer.put("token_type", AAuthTokenType.AUTH.type());
    // A resource that wants the person there each time is not served from memory.
    if (grant.refreshable()
        && !grant.resource().settings().level().equals(ParticipantSettings.USER)) {
      answer.put("refresh_token", refreshTokens.add(tenant, kept(signer, grant, token.id())));
    }
    return answer;
  }

  private AAuthTokenFactory.IssuedAAuthToken made(
      TenantContext tenant, AAuthSigner signer, AuthTokenGrant grant) {
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
      throw new ApiException(400, "invalid_grant", "It does not hold: " + e.getMessage() + ".");
    }
  }

  private static Map<String, Object> details(AuthTokenGrant grant) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("request_type", grant.type());
    details.put("resource", grant.resource().identifier());
    details.put("scope", AAuthScopes.text(grant.scope()));
    if (!grant.act().isEmpty()) {
      details.put("act", grant.act());
    }
    grant.above().ifPresent(above -> details.put("exchanged", above.id()));
    return details;
  }

  private static AAuthRefreshTokenStore.StoredAAuthRefreshToken kept(
      AAuthSigner signer, AuthTokenGrant grant, String madeWith) {
    return new AAuthRefreshTokenStore.StoredAAuthRefreshToken(
        signer.party().id(),
        signer.delegate(),
        grant.resource().id(),
        grant.scope(),
        grant.userId(),
        grant.grantId(),
        madeWith);
  }
}
