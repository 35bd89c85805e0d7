/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import java.util.Optional;
import java.util.Set;
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
 * Identifies public clients by {@code client_id} alone. The client must be registered as public,
 * and the request must not contain other credentials.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 section 3.2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=none",
      "lumoauth.web.parameters=client_id The client ID"
    })
public final class PublicClientAuthenticator implements ClientAuthenticationMethod {

  private static final String METHOD = "none";

  /**
   * The parameters of other authentication methods (RFC 6749 section 2.3.1, RFC 7521 section 4.2).
   * With {@code subject_issuer} the subject token authenticates the agent.
   */
  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type", "subject_issuer");

  private final ClientDirectory clients;

  @Activate
  public PublicClientAuthenticator(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    Optional<String> clientId = request.parameter("client_id");
    if (clientId.isEmpty() || showsCredential(request)) {
      return Optional.empty();
    }
    Optional<Client> client = clients.find(tenant, clientId.get());
    if (client.map(PublicClientAuthenticator::isPublic).orElse(false)) {
      return client;
    }
    if (request.certificate().isPresent()) { // May belong to another method, which decides.
      return Optional.empty();
    }
    throw OAuthException.invalidClient(); // The same error for an unknown client.
  }

  private static boolean isPublic(Client client) {
    return !client.confidential() && client.authenticationMethods().contains(METHOD);
  }

  private static boolean showsCredential(OAuthRequest request) {
    return request.header("authorization").isPresent()
        || CREDENTIALS.stream().anyMatch(request.parameters()::containsKey);
  }
}
