/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;

/** Implements the common part of both certificate authentication methods (RFC 8705 section 2). */
final class CertificateAuthenticationSupport {

  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private final ClientDirectory clients;
  private final String method;

  CertificateAuthenticationSupport(ClientDirectory clients, String method) {
    this.clients = clients;
    this.method = method;
  }

  /**
   * Returns the client, if it is registered for this certificate method.
   *
   * @param known checks whether the certificate belongs to the client
   * @throws OAuthException {@code invalid_client} if the client does not exist or the certificate
   *     does not belong to it
   */
  Optional<Client> authenticate(
      TenantContext tenant, OAuthRequest request, BiPredicate<Client, X509Certificate> known) {
    Optional<String> clientId = request.parameter("client_id");
    if (clientId.isEmpty() || request.certificate().isEmpty() || showsCredential(request)) {
      return Optional.empty();
    }
    Client client = clients.find(tenant, clientId.get()).orElseThrow(OAuthException::invalidClient);
    if (!client.authenticationMethods().contains(method)) {
      return Optional.empty();
    }
    if (!known.test(client, request.certificate().get())) {
      throw OAuthException.invalidClient();
    }
    return Optional.of(client);
  }

  private static boolean showsCredential(OAuthRequest request) {
    return request.header("authorization").isPresent()
        || CREDENTIALS.stream().anyMatch(request.parameters()::containsKey);
  }
}
