package org.lumoauth.platform.keys.foreign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.Provider;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Keys that were decoded, by their JWK. A key is what its JWK says, whoever shows it, so that
 * tenants may share it; what is remembered says nothing about whose it is. Bounded, as strangers
 * can show any number of keys.
 */
final class ForeignPublicKeyCache {

  private static final int MAX_KEYS = 5000;
  private static final int MAX_MEMBERS = 24;

  private final Cache<Map<String, Object>, ForeignPublicKey> keys =
      MeasuredCache.build(
          "platform-keys.foreign-keys",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_KEYS)
              .expireAfterAccess(Duration.ofMinutes(30)));
  private final Optional<Provider> provider;

  ForeignPublicKeyCache(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** The key of a JWK; one that is not sound is decoded each time and not remembered. */
  ForeignPublicKey get(Map<String, Object> jwk) throws InvalidTokenException {
    ForeignPublicKey known = keys.getIfPresent(jwk);
    if (known != null) {
      return known;
    }
    ForeignPublicKey key = ForeignPublicKey.of(jwk, provider);
    if (jwk.size() <= MAX_MEMBERS) {
      keys.put(Collections.unmodifiableMap(new LinkedHashMap<>(jwk)), key);
    }
    return key;
  }

  long size() {
    keys.cleanUp();
    return keys.estimatedSize();
  }
}
