package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The public keys of clients, from {@code jwks} or {@code jwks_uri} (RFC 7591 section 2). Those
 * behind an address are fetched through the guarded client, cached, and fetched again, not too
 * often, when a key is missing.
 */
@ProviderType
public interface ClientKeyProvider {

  /**
   * Keys of the client, each a JWK as a JSON object.
   *
   * @param kid the key that is looked for; empty means all
   * @return empty if there are none
   * @throws OAuthException 503 {@code temporarily_unavailable} with {@code Retry-After} if they
   *     cannot be had now: that says nothing against the client
   */
  List<Map<String, Object>> find(TenantContext tenant, Client client, Optional<String> kid);
}
