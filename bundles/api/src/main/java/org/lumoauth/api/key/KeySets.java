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
public interface KeySets {

  /**
   * Keys of the JWK Set behind an address, each a JWK as a JSON object.
   *
   * @param kid the key that is looked for; empty means all
   * @return empty if there are none or they cannot be had now
   */
  List<Map<String, Object>> find(TenantContext tenant, URI address, Optional<String> kid);

  /**
   * The same, with what is not there told from what cannot be had now: for whoever would otherwise
   * take an address that is slow or down for a key that does not exist.
   *
   * @param kid the key that is looked for; empty means all
   * @return the keys, perhaps none; empty if it is not known now which there are
   */
  default Optional<List<Map<String, Object>>> lookUp(
      TenantContext tenant, URI address, Optional<String> kid) {
    return Optional.of(find(tenant, address, kid));
  }
}
