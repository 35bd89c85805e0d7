/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records when API keys were last used. A request only notes the use in memory; a background task
 * writes the noted uses to the store once a minute. A crash loses at most the uses of one minute.
 */
@Component(service = ApiKeyUsageTracker.class)
public final class ApiKeyUsageTracker {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUsageTracker.class);
  private static final Duration PERIOD = Duration.ofSeconds(60);
  private static final int MAX_NOTED = 50_000;

  private final ApiKeyStore store;
  private final Clock clock;
  private final Map<ApiKeyUse, Instant> noted = new ConcurrentHashMap<>();
  private final BackgroundTaskRunner writer;

  private record ApiKeyUse(String tenantId, String keyId) {}

  @Activate
  public ApiKeyUsageTracker(@Reference ApiKeyStore store) {
    this(store, Clock.systemUTC());
    writer.scheduleRepeating(
        PERIOD,
        new ResilientScheduledTask(this::flush, e -> LOG.warn("apikey_last_uses_not_written", e)));
  }

  ApiKeyUsageTracker(ApiKeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.writer = new BackgroundTaskRunner("apikeys-last-use");
  }

  @Deactivate
  void close() {
    writer.interrupt();
    flush();
  }

  /** Records the use of a key. At most one use a minute is recorded. */
  void recordUse(String tenantId, String keyId) {
    if (noted.size() < MAX_NOTED) {
      noted.computeIfAbsent(new ApiKeyUse(tenantId, keyId), first -> clock.instant());
    }
  }

  /** Writes the recorded uses to the store. */
  @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // the map is concurrent
  void flush() {
    for (ApiKeyUse use : noted.keySet()) {
      var when = noted.remove(use);
      try {
        store.recordUse(use.tenantId(), use.keyId(), when);
      } catch (RuntimeException e) {
        LOG.warn("apikey_last_use_not_written tenant={} key={}", use.tenantId(), use.keyId(), e);
      }
    }
  }
}
