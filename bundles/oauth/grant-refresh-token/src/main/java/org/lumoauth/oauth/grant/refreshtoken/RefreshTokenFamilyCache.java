/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Caches families as this node last stored them. A cached family is only used to attempt a rotation
 * without a read; the SQL statement verifies that it is still current.
 */
final class RefreshTokenFamilyCache {

  private static final int MOST = 8_192;

  private record RefreshTokenFamilyKey(String tenantId, ByteBuffer key) {}

  private final Cache<RefreshTokenFamilyKey, RefreshTokenFamily> families =
      MeasuredCacheFactory.build(
          "oauth-grant-refresh-token.families",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MOST)
              .expireAfterWrite(Duration.ofMinutes(10)));

  /** Returns a family if the token of this generation was current when the family was last seen. */
  Optional<RefreshTokenFamily> find(String tenantId, byte[] key, int generation, Instant now) {
    return Optional.ofNullable(families.getIfPresent(place(tenantId, key)))
        .filter(family -> family.generation() == generation && family.isValid(now));
  }

  /** Caches a family, unless its grant may be large. */
  void keep(String tenantId, byte[] key, RefreshTokenFamily family) {
    var grant = family.grant();
    if (grant.claims().isEmpty() && grant.authorizationDetails().isEmpty()) {
      families.put(place(tenantId, key), family);
    }
  }

  void invalidate(String tenantId, byte[] key) {
    families.invalidate(place(tenantId, key));
  }

  private static RefreshTokenFamilyKey place(String tenantId, byte[] key) {
    return new RefreshTokenFamilyKey(tenantId, ByteBuffer.wrap(key));
  }
}
