/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
 * Authenticates a client by its secret with HTTP Basic; client ID and secret are form-encoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</a>
 */
@Component(property = {"lumoauth.kind=client-authentication", "lumoauth.name=client_secret_basic"})
public final class ClientSecretBasicAuthenticator implements ClientAuthenticationMethod {

  private static final String SCHEME = "Basic ";
  private static final int MAX_LENGTH = 2048;

  private final ClientDirectory clients;

  @Activate
  public ClientSecretBasicAuthenticator(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> authenticate(tenant, request, decode(value.substring(SCHEME.length()))));
  }

  private Client authenticate(
      TenantContext tenant, OAuthRequest request, BasicClientCredentials shown) {
    request
        .parameter("client_id")
        .filter(id -> !id.equals(shown.clientId()))
        .ifPresent(
            id -> {
              throw OAuthException.invalidRequest(
                  "The client_id does not match the client of the Authorization header.");
            });
    return clients
        .findWithSecret(tenant, shown.clientId(), shown.secret())
        .orElseThrow(OAuthException::invalidClient); // The same error for an unknown client.
  }

  private static BasicClientCredentials decode(String encoded) {
    if (encoded.length() > MAX_LENGTH) {
      throw OAuthException.invalidClient();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded.strip());
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw OAuthException.invalidClient();
      }
      return new BasicClientCredentials(
          formDecode(pair.substring(0, colon)), formDecode(pair.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw OAuthException.invalidClient();
    }
  }

  /** Decodes a form-encoded value (Appendix B). */
  private static String formDecode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private record BasicClientCredentials(String clientId, String secret) {}
}
