/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Caches the decoded keys of tenants. Changes invalidate entries through events. In case an event
 * of another node is lost, entries are compared with the store once a minute in the background.
 */
final class SigningKeyCache {

  /** The minimum age of an entry before an unknown key id triggers a reload. */
  private static final Duration REREAD_AFTER = Duration.ofSeconds(5);

  private static final Duration COMPARE_AFTER = Duration.ofMinutes(1);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

  private final SigningKeyStore store;
  private final JcaProviderSelector provider;
  private final SigningKeyProvisioner maker;
  private final Clock clock;
  private final LoadingCache<String, TenantSigningKeys> decoded;

  SigningKeyCache(
      SigningKeyStore store,
      JcaProviderSelector provider,
      SigningKeyProvisioner maker,
      Clock clock,
      int tenants,
      Executor background) {
    this.store = store;
    this.provider = provider;
    this.maker = maker;
    this.clock = clock;
    this.decoded =
        MeasuredCacheFactory.build(
            "platform-keys.signing-keys",
            Caffeine.newBuilder()
                .maximumSize(tenants)
                .expireAfterAccess(FORGET_AFTER)
                .refreshAfterWrite(COMPARE_AFTER)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
                .executor(background),
            new CacheLoader<String, TenantSigningKeys>() {
              @Override
              public TenantSigningKeys load(String tenantId) {
                return read(tenantId);
              }

              @Override
              public TenantSigningKeys reload(String tenantId, TenantSigningKeys known) {
                return compare(tenantId, known);
              }
            });
  }

  TenantSigningKeys of(String tenantId) {
    return decoded.get(tenantId);
  }

  /** Returns the keys, reloaded if they lack this one: another node may have just created it. */
  TenantSigningKeys getContaining(String tenantId, String kid) {
    TenantSigningKeys known = of(tenantId);
    Instant now = clock.instant();
    if (known.canVerify(kid, now) || !known.readAt().plus(REREAD_AFTER).isBefore(now)) {
      return known;
    }
    decoded.asMap().remove(tenantId, known);
    return of(tenantId);
  }

  /** Evicts a tenant's keys. */
  void forget(String tenantId) {
    decoded.invalidate(tenantId);
  }

  private TenantSigningKeys read(String tenantId) {
    var keys = TenantSigningKeys.decode(store.read(tenantId), provider.get(), clock.instant());
    return completed(tenantId, keys);
  }

  private TenantSigningKeys compare(String tenantId, TenantSigningKeys known) {
    return store.readRows(tenantId).equals(known.rows())
        ? completed(tenantId, known.withReadAt(clock.instant()))
        : read(tenantId);
  }

  /** Schedules missing next keys, for example after a promotion or an interrupted operation. */
  private TenantSigningKeys completed(String tenantId, TenantSigningKeys keys) {
    for (SigningAlgorithm algorithm : keys.withoutNext()) {
      maker.scheduleNext(tenantId, algorithm);
    }
    return keys;
  }
}
