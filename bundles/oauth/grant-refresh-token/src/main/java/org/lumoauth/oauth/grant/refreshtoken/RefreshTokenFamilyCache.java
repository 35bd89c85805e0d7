package org.lumoauth.oauth.grant.refreshtoken;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Families as this node last left them. Good for nothing but to try to move one on without reading
 * it first: whether it still is there is for the statement that does so to say.
 */
final class RefreshTokenFamilyCache {

  private static final int MOST = 8_192;

  private record RefreshTokenFamilyKey(String tenantId, ByteBuffer key) {}

  private final Cache<RefreshTokenFamilyKey, RefreshTokenFamily> families =
      MeasuredCache.build(
          "oauth-grant-refresh-token.families",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MOST)
              .expireAfterWrite(Duration.ofMinutes(10)));

  /** A family whose token of this generation was in force when it was last seen. */
  Optional<RefreshTokenFamily> find(String tenantId, byte[] key, int generation, Instant now) {
    return Optional.ofNullable(families.getIfPresent(place(tenantId, key)))
        .filter(family -> family.generation() == generation && family.isValid(now));
  }

  /** Keeps one, unless its grant can be large. */
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
