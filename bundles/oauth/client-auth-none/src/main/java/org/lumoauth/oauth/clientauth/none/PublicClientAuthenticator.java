package org.lumoauth.oauth.clientauth.none;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a client that can keep no secret say who it is, with {@code client_id} alone: only one that
 * is registered so, and only in a request that shows no other credential.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 section 3.2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=none",
      "lumoauth.web.parameters=client_id Who asks"
    })
public final class PublicClientAuthenticator implements ClientAuthenticationMethod {

  private static final String METHOD = "none";

  /**
   * Parameters of other ways (RFC 6749 section 2.3.1, RFC 7521 section 4.2). With {@code
   * subject_issuer} the subject token of an exchange is one: it says which agent asks.
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
    if (request.certificate().isPresent()) { // may be another way's, which will say
      return Optional.empty();
    }
    throw OAuthException.invalidClient(); // the same for an unknown client
  }

  private static boolean isPublic(Client client) {
    return !client.confidential() && client.authenticationMethods().contains(METHOD);
  }

  private static boolean showsCredential(OAuthRequest request) {
    return request.header("authorization").isPresent()
        || CREDENTIALS.stream().anyMatch(request.parameters()::containsKey);
  }
}
