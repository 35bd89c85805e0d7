/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Fetches the public keys of other parties from an address ({@code jwks_uri}). Keys are fetched
 * through the guarded client, cached by the rules of HTTP within limits, and fetched again, at a
 * limited rate, if a key is missing.
 */
@ProviderType
public interface RemoteKeySetClient {

  /**
   * Returns keys of the JWK Set at an address, each a JWK as a JSON object.
   *
   * @param kid the requested key; empty means all
   * @return empty if there are none
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} with {@code
   *     Retry-After} if the keys cannot be determined now: this does not mean that a signature is
   *     invalid
   */
  List<Map<String, Object>> find(TenantContext tenant, URI address, Optional<String> kid);

  /**
   * Returns keys for callers with an alternative if an address is slow or down.
   *
   * @param kid the requested key; empty means all
   * @return the keys, possibly none; empty if they cannot be determined now
   */
  default Optional<List<Map<String, Object>>> findIfAvailable(
      TenantContext tenant, URI address, Optional<String> kid) {
    return Optional.of(find(tenant, address, kid));
  }
}
