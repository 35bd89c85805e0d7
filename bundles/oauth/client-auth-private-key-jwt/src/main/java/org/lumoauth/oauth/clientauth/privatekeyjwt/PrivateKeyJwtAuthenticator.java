/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.privatekeyjwt;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates a client by a JWT that it signed with its own key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.2">RFC 7523 section 2.2</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=private_key_jwt",
      "lumoauth.web.parameters=client_assertion_type="
          + PrivateKeyJwtAuthenticator.TYPE
          + " The type of the assertion",
      "lumoauth.web.parameters=client_assertion A JWT signed by the client",
      "lumoauth.web.parameters=client_id The client ID"
    })
public final class PrivateKeyJwtAuthenticator implements ClientAuthenticationMethod {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateKeyJwtAuthenticator.class);
  private static final String METHOD = "private_key_jwt";
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final ClientDirectory clients;
  private final ClientAssertionVerifier assertions;

  @Activate
  public PrivateKeyJwtAuthenticator(
      @Reference ClientDirectory clients,
      @Reference ForeignJwtVerifier jwts,
      @Reference ClientKeyProvider keys,
      @Reference ShortLivedRecordStore store) {
    this.clients = clients;
    this.assertions = new ClientAssertionVerifier(jwts, keys, store);
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return request
        .parameter("client_assertion_type")
        .filter(TYPE::equals)
        .map(type -> authenticate(tenant, request, request.requiredParameter("client_assertion")));
  }

  private Client authenticate(TenantContext tenant, OAuthRequest request, String assertion) {
    String clientId =
        assertions.claimedClientId(assertion).orElseThrow(OAuthException::invalidClient);
    request
        .parameter("client_id")
        .filter(id -> !id.equals(clientId)) // RFC 7521 section 4.2
        .ifPresent(
            id -> {
              throw OAuthException.invalidClient();
            });
    Client client =
        clients
            .find(tenant, clientId)
            .filter(found -> found.authenticationMethods().contains(METHOD))
            .orElseThrow(OAuthException::invalidClient);
    try {
      assertions.verify(tenant, client, assertion, request.url());
      return client;
    } catch (InvalidTokenException e) {
      LOG.info(
          "client-assertion.refused: tenant={} client={} reason={}",
          tenant.id(),
          client.clientId(),
          e.getMessage());
      throw OAuthException.invalidClient();
    }
  }
}
