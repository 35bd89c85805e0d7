/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.InstantSource;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired and revoked grants and consents. Every node runs it; concurrent runs are
 * harmless.
 */
@Component(service = GrantCleanupWorker.class, immediate = true)
public final class GrantCleanupWorker {

  private static final Logger LOG = LoggerFactory.getLogger(GrantCleanupWorker.class);
  private static final Duration PERIOD = Duration.ofMinutes(60);

  /**
   * How long revoked grants remain visible to administrators, longer than the lifetime of any
   * access token.
   */
  static final Duration KEPT = Duration.ofDays(7);

  private final AuthorizationGrantStore grants;
  private final ConsentStore consents;
  private final InstantSource clock;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("grants-purge");

  @Activate
  public GrantCleanupWorker(
      @Reference AuthorizationGrantStore grants,
      @Reference ConsentStore consents,
      @Reference InstantSource clock) {
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
    worker.scheduleRepeating(
        PERIOD, new ResilientScheduledTask(this::run, e -> LOG.warn("grants.purge-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  void run() {
    int removed = grants.purge(clock.instant().minus(KEPT)) + consents.purge(clock.instant());
    if (removed > 0) {
      LOG.info("grants.purged rows={}", removed);
    }
  }
}
