package org.lumoauth.oauth.grant.authorizationcode.logo;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The pictures that clients registered as {@code logo_uri}. Readers get them from us: their
 * browsers tell the client's host nothing before they have consented.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 section 2</a>
 */
@Component(service = ClientLogoService.class)
public final class ClientLogoService {
  static final String PATH = "/oauth/authorize/logo";

  private final RemoteImageCache pictures;

  @Activate
  public ClientLogoService(@Reference RemoteImageCache pictures) {
    this.pictures = pictures;
  }

  /**
   * Where the client's picture is with us. Empty if it has none, or one of another host than the
   * reader is taken back to and than its metadata came from: a client that uses somebody else's
   * picture wants to be taken for them (RFC 7591 section 5).
   *
   * @param redirectUri where the response goes
   */
  public Optional<String> address(TenantContext tenant, Client client, String redirectUri) {
    return source(client)
        .filter(logo -> sameHost(logo, redirectUri) || sameHost(logo, client.clientId()))
        .flatMap(logo -> pictures.find(tenant, logo))
        .map(
            picture ->
                tenant.issuer()
                    + PATH
                    + "?client_id="
                    + URLEncoder.encode(client.clientId(), StandardCharsets.UTF_8)
                    + "&v="
                    + picture.hash());
  }

  /** The client's picture; empty if there is none that could be shown for it. */
  Optional<RasterImage> find(TenantContext tenant, Client client) {
    return source(client)
        .filter(
            logo ->
                sameHost(logo, client.clientId())
                    || client.redirectUris().stream().anyMatch(uri -> sameHost(logo, uri)))
        .flatMap(logo -> pictures.find(tenant, logo));
  }

  private static Optional<URI> source(Client client) {
    return client.metadata().get("logo_uri") instanceof String text
        ? https(text)
        : Optional.empty();
  }

  private static boolean sameHost(URI logo, String other) {
    return https(other).filter(uri -> logo.getHost().equalsIgnoreCase(uri.getHost())).isPresent();
  }

  private static Optional<URI> https(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
