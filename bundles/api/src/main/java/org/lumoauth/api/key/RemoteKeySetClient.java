package org.lumoauth.api.key;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Public keys of others behind an address ({@code jwks_uri}). They are fetched through the guarded
 * client, cached by HTTP's rules within bounds, and fetched again, not too often, when a key is
 * missing.
 */
@ProviderType
public interface RemoteKeySetClient {

  /**
   * Keys of the JWK Set behind an address, each a JWK as a JSON object.
   *
   * @param kid the key that is looked for; empty means all
   * @return empty if there are none
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} with {@code
   *     Retry-After} if it is not known now which there are: that says nothing against whoever
   *     signed
   */
  List<Map<String, Object>> find(TenantContext tenant, URI address, Optional<String> kid);

  /**
   * The same for whoever has another answer to give where an address is slow or down.
   *
   * @param kid the key that is looked for; empty means all
   * @return the keys, perhaps none; empty if it is not known now which there are
   */
  default Optional<List<Map<String, Object>>> findIfAvailable(
      TenantContext tenant, URI address, Optional<String> kid) {
    return Optional.of(find(tenant, address, kid));
  }
}
