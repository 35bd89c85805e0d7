/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Provides the public keys of clients, from {@code jwks} or {@code jwks_uri} (RFC 7591 section 2).
 * Keys at an address are fetched through the guarded client, cached, and fetched again, at a
 * limited rate, if a key is missing.
 */
@ProviderType
public interface ClientKeyProvider {

  /**
   * Returns keys of the client, each a JWK as a JSON object.
   *
   * @param kid the requested key; empty means all
   * @return empty if there are none
   * @throws OAuthException 503 {@code temporarily_unavailable} with {@code Retry-After} if they
   *     cannot be fetched now: this does not mean that the client is invalid
   */
  List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid);
}
