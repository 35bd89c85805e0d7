/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AAuthTokenType;
import org.lumoauth.agents.aauth.token.AuthTokenService;
import org.lumoauth.agents.aauth.token.ParticipantTokenValidityChecker;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues auth tokens to agents. */
@Component(service = AuthTokenIssuer.class)
public final class AuthTokenIssuer {

  private final AuthTokenService tokens;
  private final AAuthRefreshTokenStore refreshTokens;
  private final AAuthAudit audit;
  private final ParticipantTokenValidityChecker standing;

  @Activate
  public AuthTokenIssuer(
      @Reference AuthTokenService tokens,
      @Reference AAuthRefreshTokenStore refreshTokens,
      @Reference AAuthAudit audit,
      @Reference ParticipantTokenValidityChecker standing) {
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.audit = audit;
    this.standing = standing;
  }

  /**
   * The access that a token grants.
   *
   * @param type the {@code request_type}
   * @param resource the resource
   * @param scope the scope
   * @param userId the user; empty if the agent acts for itself
   * @param grantId the consent; empty if there is none
   * @param act the previous actors
   * @param above the token that this one is exchanged for; empty if there is none
   * @param refreshable whether a refresh token may be issued
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
   * Requires that the agent has the scope as capabilities, because no token may permit more.
   *
   * @throws ApiException 400 {@code invalid_scope} with the missing {@code required_capabilities}
   */
  void requireCapable(TenantContext tenant, AAuthSigner signer, Set<String> scope) {
    Set<String> lacking = new TreeSet<>(scope);
    lacking.removeAll(standing.retainPermittedScope(tenant, signer.party(), scope));
    if (!lacking.isEmpty()) {
      throw new ApiException(
          400,
          "invalid_scope",
          "The agent lacks the capabilities "
              + AAuthScopeConverter.text(lacking)
              + ". An administrator can add them.",
          Map.of("required_capabilities", List.copyOf(lacking)),
          Map.of());
    }
  }

  /**
   * Issues the token.
   *
   * @throws ApiException 400 {@code invalid_scope} if the agent lacks a capability, {@code
   *     invalid_grant} if a party was disabled concurrently
   */
  Map<String, Object> issue(
      TenantContext tenant, AAuthSigner signer, AuthTokenGrant grant, RequestInfo request) {
    requireCapable(tenant, signer, grant.scope());
    AAuthSignedTokenService.IssuedAAuthToken token = made(tenant, signer, grant);
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
    // A resource that requires the user's presence each time gets no refresh tokens.
    if (grant.refreshable()
        && !grant.resource().settings().level().equals(ParticipantSettings.USER)) {
      answer.put("refresh_token", refreshTokens.add(tenant, kept(signer, grant, token.id())));
    }
    return answer;
  }

  private AAuthSignedTokenService.IssuedAAuthToken made(
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
      throw new ApiException(
          400, "invalid_grant", "The access is no longer valid: " + e.getMessage() + ".");
    }
  }

  private static Map<String, Object> details(AuthTokenGrant grant) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("request_type", grant.type());
    details.put("resource", grant.resource().identifier());
    details.put("scope", AAuthScopeConverter.text(grant.scope()));
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
