/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches grants in memory. Unknown grants are always looked up, because another node may have added
 * them. All requested IDs were issued by this server, so lookups of random IDs do not occur.
 */
@Component(service = AuthorizationGrantCache.class)
public final class AuthorizationGrantCache {

  private static final long MAX_GRANTS = 50_000;

  /** The number of lock stripes. Two grants in the same stripe wait for each other's statement. */
  private static final int PLACES = 4_096;

  private record AuthorizationGrantKey(String tenantId, String grantId) {}

  private final AuthorizationGrantStore store;
  private final Cache<AuthorizationGrantKey, StoredGrant> grants =
      MeasuredCacheFactory.build(
          "oauth-grants.grants",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .initialCapacity(PLACES)
              .maximumSize(MAX_GRANTS)
              .expireAfterWrite(Duration.ofMinutes(5)));

  @Activate
  public AuthorizationGrantCache(@Reference AuthorizationGrantStore store) {
    this.store = store;
  }

  Optional<StoredGrant> find(String tenantId, String grantId) {
    return Optional.ofNullable(
        grants.get(
            new AuthorizationGrantKey(tenantId, grantId),
            key -> store.find(key.tenantId(), key.grantId()).orElse(null)));
  }

  /**
   * Adds a grant to the store and the cache.
   *
   * @param adding adds the grant to the store and returns whether it did not exist; a concurrent
   *     invalidation waits for it
   */
  void add(String tenantId, StoredGrant grant, BooleanSupplier adding) {
    grants
        .asMap()
        .compute(
            new AuthorizationGrantKey(tenantId, grant.summary().id()),
            (key, known) -> adding.getAsBoolean() ? grant : known);
  }

  /**
   * Removes a grant from the cache. Waits for a concurrent lookup of the same grant, so that no
   * outdated state is cached.
   */
  void invalidate(String tenantId, String grantId) {
    grants.invalidate(new AuthorizationGrantKey(tenantId, grantId));
  }

  void invalidate(String tenantId) {
    grants.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }
}
