/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues the first refresh token of a grant to clients with the refresh token grant that were
 * granted {@code offline_access}, or if the client or tenant does not require that scope.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess">OpenID Connect
 *     Core section 11</a>
 */
@Component(
    property = {
      "lumoauth.kind=token-response",
      "lumoauth.name=refresh_token",
      "lumoauth.web.answers=refresh_token The refresh token for the next token " + "request"
    })
public final class RefreshTokenContributor implements TokenResponseContributor {

  /** The scope that requests refresh tokens. */
  static final String OFFLINE_ACCESS = "offline_access";

  /** The client metadata member that permits refresh tokens without that scope. */
  static final String WITHOUT = "refresh_token_without_offline_access";

  /**
   * Grants that a resource owner approved for this client and that the client cannot repeat by
   * itself.
   */
  private static final Set<String> GRANTS =
      Set.of(
          "authorization_code",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:openid:params:grant-type:ciba");

  private final RefreshTokenService tokens;

  @Activate
  public RefreshTokenContributor(@Reference RefreshTokenService tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> members(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken) {
    Client client = request.client();
    boolean given = request.request().parameter("grant_type").filter(GRANTS::contains).isPresent();
    if (!given || !client.grantTypes().contains(RefreshTokenGrantHandler.TYPE)) {
      return Map.of();
    }
    boolean offline = grant.scope().contains(OFFLINE_ACCESS);
    if (!offline && !givenWithout(tenant, client)) {
      return Map.of();
    }
    return tokens
        .issueFirst(tenant, client, bound(request, grant), offline)
        .map(token -> Map.<String, Object>of(RefreshTokenGrantHandler.TYPE, token))
        .orElse(Map.of());
  }

  private boolean givenWithout(TenantContext tenant, Client client) {
    return client.metadata().get(WITHOUT) instanceof Boolean own
        ? own
        : tokens.settings(tenant).withoutOfflineAccess();
  }

  /**
   * Binds the grant of a public client to the key it proved (RFC 9449 section 5, RFC 8705 section
   * 7.1). The grant of a confidential client is bound to the client, which may change its key.
   */
  private static AuthorizationGrant bound(
      AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    return grant.withConfirmation(
        request.client().confidential() ? Optional.empty() : request.confirmation());
  }
}
