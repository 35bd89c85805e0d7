/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * A cache of decoded keys by JWK. A JWK fully determines the key, so tenants share entries; an
 * entry does not reveal the key's owner. Bounded, because other parties can send any number of
 * keys.
 */
final class ForeignPublicKeyCache {

  private static final int MAX_KEYS = 5000;
  private static final int MAX_MEMBERS = 24;

  private final Cache<Map<String, Object>, ForeignPublicKey> keys =
      MeasuredCacheFactory.build(
          "platform-keys.foreign-keys",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_KEYS)
              .expireAfterAccess(Duration.ofMinutes(30)));
  private final Optional<Provider> provider;

  ForeignPublicKeyCache(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** Returns the key of a JWK. An invalid key is decoded each time and not cached. */
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
