package org.lumoauth.oauth.logout.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.LogoutMetadataContributor;
import org.lumoauth.oauth.logout.notify.LogoutStore;
import org.lumoauth.platform.web.RedirectOriginMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The frames in which clients of a session sign out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">OpenID Connect
 *     Front-Channel Logout</a>
 */
@Component(service = FrontChannelLogoutFrames.class)
public final class FrontChannelLogoutFrames {

  private final LogoutStore store;
  private final ClientDirectory clients;

  @Activate
  public FrontChannelLogoutFrames(
      @Reference LogoutStore store, @Reference ClientDirectory clients) {
    this.store = store;
    this.clients = clients;
  }

  /** URLs to frame, with {@code iss} and {@code sid} (section 2). */
  List<String> of(TenantContext tenant, String sessionId) {
    return store.clients(tenant.id(), sessionId).stream()
        .flatMap(id -> clients.find(tenant, id).filter(Client::enabled).stream())
        .flatMap(client -> own(client).stream())
        .map(
            uri ->
                uri
                    + (uri.contains("?") ? "&" : "?")
                    + "iss="
                    + URLEncoder.encode(tenant.issuer(), StandardCharsets.UTF_8)
                    + "&sid="
                    + URLEncoder.encode(sessionId, StandardCharsets.UTF_8))
        .toList();
  }

  /** Whichever module knows the client: it has none framed but its own (section 2). */
  private static Optional<String> own(Client client) {
    return LogoutMetadataContributor.frontChannel(client)
        .filter(uri -> uri.indexOf('#') < 0)
        .filter(uri -> RedirectOriginMatcher.anyMatches(client.redirectUris(), uri));
  }

  /** Their origins, for the page's policy. */
  static Set<String> origins(List<String> urls) {
    return urls.stream()
        .map(URI::create)
        .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
        .collect(Collectors.toSet());
  }
}
