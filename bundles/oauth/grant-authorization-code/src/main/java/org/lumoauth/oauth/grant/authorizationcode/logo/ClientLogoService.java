/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.logo;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides the logos that clients registered as {@code logo_uri}. This server delivers them, so
 * that a browser sends no request to the client's host before the user consents.
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
   * Returns the URL of the client's logo on this server. Empty if the client has no logo, or if the
   * logo's host is neither the host of the redirect URI nor that of the client metadata: such a
   * client may impersonate another (RFC 7591 section 5).
   *
   * @param redirectUri the redirect URI of the response
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

  /** Returns the client's logo; empty if it has none that can be shown. */
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
