package org.lumoauth.oauth.clientkeys;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.KeySets;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientKeys;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys that clients registered, by value or by address (RFC 7591 section 2). Where a client has
 * both, which it must not, those by value count.
 */
@Component
public final class RegisteredClientKeys implements ClientKeys {

  /** In seconds; an address that failed is asked again no sooner. */
  private static final String COME_AGAIN = Long.toString(RemoteKeySet.AFTER_FAILURE.toSeconds());

  private final KeySets sets;

  @Activate
  public RegisteredClientKeys(@Reference KeySets sets) {
    this.sets = sets;
  }

  @Override
  public List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid) {
    Object byValue = client.metadata().get("jwks");
    if (byValue != null) {
      return KeySet.named(KeySet.of(byValue), kid);
    }
    return address(client)
        .map(uri -> sets.lookUp(tenant, uri, kid).orElseThrow(RegisteredClientKeys::unavailable))
        .orElse(List.of());
  }

  private static OAuthError unavailable() {
    return new OAuthError(
        503,
        "temporarily_unavailable",
        "The keys of this client can't be fetched now; try again shortly.",
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
