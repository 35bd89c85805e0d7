/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.store.PrunedChangeRange;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes changes from the log after the retention period. */
@Component(
    service = TupleChangePruner.class,
    immediate = true,
    configurationPid = "org.lumoauth.authz.rebac")
public final class TupleChangePruner {

  private static final Logger LOG = LoggerFactory.getLogger(TupleChangePruner.class);
  private static final int STORES = 500;
  private static final int ROWS = 2_000; // A batch size that does not block writers for long.

  private final RebacSqlGateway unit;
  private final Duration kept;
  private final BackgroundTaskRunner worker;

  /**
   * Creates the worker, which runs hourly, first after one hour. It does nothing if changes are
   * retained without limit.
   */
  @Activate
  public TupleChangePruner(@Reference RebacSqlGateway unit, RebacConfig config) {
    this.unit = unit;
    this.kept = Duration.ofDays(config.changeDays());
    this.worker = new BackgroundTaskRunner("lumoauth-rebac-changes");
    if (!kept.isZero()) {
      worker.scheduleRepeating(
          Duration.ofHours(1),
          new ResilientScheduledTask(
              () -> prune(Instant.now()), e -> LOG.warn("rebac.changes-not-pruned", e)));
    }
  }

  @Deactivate
  public void close() {
    worker.interrupt();
  }

  /** Deletes the changes that are too old at the given time and returns their number. */
  public long prune(Instant now) {
    long before = EpochMicrosConverter.toMicros(now.minus(kept));
    long removed = 0;
    var last = new RelationStoreKey("", "");
    List<RelationStoreKey> stores;
    do {
      var after = last;
      stores = unit.work(connection -> PrunedChangeRange.stores(connection, after, STORES));
      for (RelationStoreKey key : stores) {
        removed += prune(key, before);
        last = key;
      }
    } while (stores.size() == STORES && !Thread.currentThread().isInterrupted());
    return removed;
  }

  private long prune(RelationStoreKey key, long before) {
    if (!unit.<Boolean>change(connection -> PrunedChangeRange.announce(connection, key, before))) {
      return 0;
    }
    long removed = 0;
    int some;
    do {
      some = unit.change(connection -> PrunedChangeRange.remove(connection, key, before, ROWS));
      removed += some;
    } while (some == ROWS && !Thread.currentThread().isInterrupted());
    LOG.info(
        "rebac.changes-pruned tenant={} store={} changes={}",
        key.tenantId(),
        key.storeId(),
        removed);
    return removed;
  }
}
