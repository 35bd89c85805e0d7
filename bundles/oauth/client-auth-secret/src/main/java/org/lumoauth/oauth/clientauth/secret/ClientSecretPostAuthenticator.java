/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates a client by its secret in the request body, for clients that cannot use HTTP Basic.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=client_secret_post",
      "lumoauth.web.parameters=client_id The client ID",
      "lumoauth.web.parameters=client_secret The client secret"
    })
public final class ClientSecretPostAuthenticator implements ClientAuthenticationMethod {

  private static final int MAX_LENGTH = 1024;

  private final ClientDirectory clients;

  @Activate
  public ClientSecretPostAuthenticator(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return request
        .parameter("client_secret")
        .map(secret -> authenticate(tenant, request.requiredParameter("client_id"), secret));
  }

  private Client authenticate(TenantContext tenant, String clientId, String secret) {
    if (clientId.length() > MAX_LENGTH || secret.length() > MAX_LENGTH) {
      throw OAuthException.invalidClient();
    }
    return clients
        .findWithSecret(tenant, clientId, secret)
        .orElseThrow(OAuthException::invalidClient); // The same error for an unknown client.
  }
}
