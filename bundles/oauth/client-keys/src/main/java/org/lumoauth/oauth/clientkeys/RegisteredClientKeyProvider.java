/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides the keys that clients registered by value or by URL (RFC 7591 section 2). If a client
 * has both, which is not permitted, the keys by value are used.
 */
@Component
public final class RegisteredClientKeyProvider implements ClientKeyProvider {

  /** The Retry-After value in seconds; a failed URL is not requested earlier. */
  private static final String COME_AGAIN =
      Long.toString(RemoteKeySetCacheEntry.AFTER_FAILURE.toSeconds());

  private final RemoteKeySetClient sets;

  @Activate
  public RegisteredClientKeyProvider(@Reference RemoteKeySetClient sets) {
    this.sets = sets;
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid) {
    Object byValue = client.metadata().get("jwks");
    if (byValue != null) {
      return JwkSetParser.filterByKeyId(JwkSetParser.of(byValue), kid);
    }
    return address(client)
        .map(
            uri ->
                sets.findIfAvailable(tenant, uri, kid)
                    .orElseThrow(RegisteredClientKeyProvider::unavailable))
        .orElse(List.of());
  }

  private static OAuthException unavailable() {
    return new OAuthException(
        503,
        "temporarily_unavailable",
        "The keys of the client cannot be fetched at the moment. Try again shortly.",
        Map.of("Retry-After", COME_AGAIN));
  }

  private static Optional<URI> address(Client client) {
    try {
      return client.metadata().get("jwks_uri") instanceof String text
          ? Optional.of(URI.create(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
