package org.lumoauth.oauth.clientauth.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;

/** What both ways to authenticate by a certificate have in common (RFC 8705 section 2). */
final class CertificateClientAuthenticator {

  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private final ClientDirectory clients;
  private final String method;

  CertificateClientAuthenticator(ClientDirectory clients, String method) {
    this.clients = clients;
    this.method = method;
  }

  /**
   * The client, if it is registered for this way alone of those with a certificate.
   *
   * @param known whether the certificate is the client's
   * @throws OAuthException {@code invalid_client} if there is no such client or it is not
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
