/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.TokenService;

/**
 * Issues an access token for an active grant, and a refresh token named after the grant. Grants
 * have no {@code authorization_details}.
 */
public final class FakeTokenResponseIssuer implements TokenResponseIssuer {

  /** Checks whether tokens may be issued. */
  public interface TokenIssuanceRule {
    boolean permits(
        TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant granted);
  }

  private final AuthorizationGrantService grants;
  private final TokenService tokens;
  private final TokenIssuanceRule gate;

  public FakeTokenResponseIssuer(AuthorizationGrantService grants, TokenService tokens) {
    this(grants, tokens, (tenant, request, granted) -> true);
  }

  /** Creates an issuer with an additional rule. */
  public FakeTokenResponseIssuer(
      AuthorizationGrantService grants, TokenService tokens, TokenIssuanceRule gate) {
    this.grants = grants;
    this.tokens = tokens;
    this.gate = gate;
  }

  @Override
  public TokenResponse issue(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant granted,
      Set<String> scope,
      List<String> resources) {
    if (!grants.isActive(tenant, granted.id()) || !gate.permits(tenant, request, granted)) {
      throw OAuthException.invalidGrant("The grant has ended, or the rule rejects it.");
    }
    var token =
        tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                request.client(),
                granted.subject(),
                List.of(),
                Set.copyOf(scope),
                resources,
                Duration.ofHours(1),
                Optional.empty(),
                Map.of("grant_id", granted.id())));
    return new TokenResponse(
        token, "Bearer", Optional.of("refresh-" + token.id()), Optional.empty(), Map.of());
  }

  @Override
  public void requireWithin(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant granted) {
    if (request.request().parameter("authorization_details").isPresent()) {
      throw new OAuthException(
          400, "invalid_authorization_details", "The authorization_details exceed the grant.");
    }
  }
}
