/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.LogoutMetadataContributor;
import org.lumoauth.oauth.logout.notify.LogoutClientAndDeliveryStore;
import org.lumoauth.platform.web.address.RedirectUriOriginMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides the frames in which the clients of a session sign out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">OpenID Connect
 *     Front-Channel Logout</a>
 */
@Component(service = FrontChannelLogoutFrameProvider.class)
public final class FrontChannelLogoutFrameProvider {

  private final LogoutClientAndDeliveryStore store;
  private final ClientDirectory clients;

  @Activate
  public FrontChannelLogoutFrameProvider(
      @Reference LogoutClientAndDeliveryStore store, @Reference ClientDirectory clients) {
    this.store = store;
    this.clients = clients;
  }

  /** Returns the URLs of the frames, with {@code iss} and {@code sid} (section 2). */
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

  /**
   * Returns the front-channel logout URI if it belongs to the client's own origin (section 2),
   * whichever module provides the client.
   */
  private static Optional<String> own(Client client) {
    return LogoutMetadataContributor.frontChannel(client)
        .filter(uri -> uri.indexOf('#') < 0)
        .filter(uri -> RedirectUriOriginMatcher.anyMatches(client.redirectUris(), uri));
  }

  /** Returns the origins of the URLs for the content security policy. */
  static Set<String> origins(List<String> urls) {
    return urls.stream()
        .map(URI::create)
        .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
        .collect(Collectors.toSet());
  }
}
