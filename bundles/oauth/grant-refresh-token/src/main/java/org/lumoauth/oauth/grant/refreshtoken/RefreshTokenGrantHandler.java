/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Exchanges a refresh token for an access token and a new refresh token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + RefreshTokenGrantHandler.TYPE,
      "lumoauth.web.parameters=refresh_token The refresh token"
    })
public final class RefreshTokenGrantHandler implements GrantHandler {

  /** The grant type, which is also the member of the token response. */
  static final String TYPE = "refresh_token";

  private final RefreshTokenService tokens;
  private final TokenResponseIssuer responses;
  private final AuthorizationGrantService grants;
  private final AuditLog audit;
  private final InstalledResourcePolicies policies;

  @Activate
  public RefreshTokenGrantHandler(
      @Reference RefreshTokenService tokens,
      @Reference TokenResponseIssuer responses,
      @Reference AuthorizationGrantService grants,
      @Reference AuditLog audit,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.responses = responses;
    this.grants = grants;
    this.audit = audit;
    this.policies = new InstalledResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    request.request().parameter("scope"); // section 3.3: must not be repeated
    String token = request.request().requiredParameter(TYPE);
    var narrowed = new AtomicReference<NarrowedGrant>();
    var outcome =
        tokens.rotate(
            tenant,
            rotates(request.client()),
            token,
            grant -> narrowed.set(narrow(tenant, request, grant)));
    if (outcome
        instanceof RefreshTokenService.RefreshTokenRotationResult.RotatedRefreshToken next) {
      return answer(tenant, request, narrowed.get(), next.token());
    }
    if (outcome
        instanceof RefreshTokenService.RefreshTokenRotationResult.ReusedRefreshToken copied) {
      grants.end(
          tenant,
          copied.grant().id()); // RFC 9700 section 4.14.2: revokes all tokens issued from the grant
      recordCopy(tenant, request.client(), copied.grant());
    }
    throw OAuthException.invalidGrant(
        "The refresh token is invalid, expired, revoked or already used. Start a "
            + "new authorization request.");
  }

  /**
   * Returns whether refresh tokens are rotated. They are not rotated for confidential clients (FAPI
   * 2.0 Security Profile section 5.3.2.1).
   */
  private static boolean rotates(Client client) {
    return !client.confidential()
        || !Boolean.FALSE.equals(client.metadata().get("refresh_token_rotation"));
  }

  private TokenResponse answer(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      NarrowedGrant narrowed,
      String refreshToken) {
    TokenResponse made =
        responses.issue(tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
    return new TokenResponse(
        made.accessToken(),
        made.tokenType(),
        Optional.of(refreshToken),
        made.idToken(),
        made.additional());
  }

  /**
   * Checks the request before the refresh token is rotated, and returns the scope and resources of
   * the access token. The grant itself keeps its own for later requests.
   */
  private NarrowedGrant narrow(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    if (!grant
        .clientId()
        .equals(request.client().clientId())) { // section 6: the token is bound to its client
      throw OAuthException.invalidGrant("The refresh token was issued to another client.");
    }
    Map<String, Object> proven = request.confirmation().orElse(Map.of());
    Map<String, Object> bound = grant.confirmation().orElse(Map.of());
    if (!proven.entrySet().containsAll(bound.entrySet())) { // RFC 9449 section 5
      throw OAuthException.invalidGrant(
          "The refresh token is bound to a different key. Prove possession of that " + "key.");
    }
    if (!grants.isActive(tenant, grant.id())) {
      throw OAuthException.invalidGrant(
          "The grant was revoked or has expired. Start a new authorization request.");
    }
    var narrowed =
        new NarrowedGrant(grant, scope(tenant, request, grant), resources(request, grant));
    responses.requireWithin(tenant, request, grant);
    return narrowed;
  }

  /**
   * Returns the granted scope or the requested part of it, limited to the scopes that the client
   * may have now (section 6).
   */
  private Set<String> scope(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Set<String> possible = new LinkedHashSet<>(grant.scope());
    possible.retainAll(
        policies.withResourceScopes(tenant, request.client(), grant.resources()).scope());
    Set<String> asked = request.scope();
    if (!possible.containsAll(asked)) {
      throw OAuthException.invalidScope(
          "The granted scope does not include "
              + ScopeValueValidator.describeExcess(asked, possible)
              + ".");
    }
    if (possible.isEmpty() && !grant.scope().isEmpty()) {
      throw OAuthException.invalidScope(
          "The client is no longer registered for any of the granted scopes. Start a "
              + "new authorization request.");
    }
    return asked.isEmpty() ? possible : asked;
  }

  /** Returns the granted resources or the requested part of them (RFC 8707 section 2.2). */
  private static List<String> resources(
      AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    List<String> asked = request.resources();
    if (!Set.copyOf(grant.resources()).containsAll(asked)) {
      throw OAuthException.invalidTarget("resource must be one of the granted resources.");
    }
    return asked.isEmpty() ? grant.resources() : asked;
  }

  private void recordCopy(TenantContext tenant, Client client, AuthorizationGrant grant) {
    audit.record(
        tenant.id(),
        new AuditInitiator(client.subject(), List.of(grant.subject()), Optional.empty())
            .auditEvent(
                "refresh_token.reused",
                "A refresh token was used more than once. Its grant and all tokens issued "
                    + "from it were revoked.")
            .withOutcome(AuditOutcome.DENIED)
            .withTarget("grant", grant.id())
            .withDetail("client_id", client.clientId()));
  }
}
