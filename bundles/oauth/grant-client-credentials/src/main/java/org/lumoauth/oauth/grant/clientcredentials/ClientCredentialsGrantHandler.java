/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.clientcredentials;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues a token to a confidential client for itself or for its agent, without a user or refresh
 * token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 section 4.4</a>
 */
@Component(property = {"lumoauth.kind=grant", "lumoauth.name=client_credentials"})
public final class ClientCredentialsGrantHandler implements GrantHandler {

  private final TokenService tokens;

  @Activate
  public ClientCredentialsGrantHandler(@Reference TokenService tokens) {
    this.tokens = tokens;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    var client = request.client();
    if (!client.confidential()) { // section 4.4: confidential clients only
      throw OAuthException.unauthorizedClient(
          "A public client cannot use the grant type client_credentials.");
    }
    if (request.request().parameter("authorization_details").isPresent()) { // RFC 9396 section 5
      throw new OAuthException(
          400,
          "invalid_authorization_details",
          "authorization_details require the consent of a user and are not supported "
              + "for this grant. Omit them.");
    }
    var token =
        tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                ClientCredentialsScopePolicy.of(
                    request), // section 3.3: never exceeds the registered scope
                ClientResourceValidator.permittedResources(
                    tenant, client, request.resources()), // RFC 8707 section 2.2
                client.accessTokenLifetime(),
                request.confirmation(),
                Map.of()));
    return TokenResponse.bearer(token); // section 4.4.3: no refresh token
  }
}
