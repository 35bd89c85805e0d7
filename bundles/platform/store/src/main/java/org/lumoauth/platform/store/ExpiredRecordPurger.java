/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes expired records in the background, in batches so that locks are short. Every node does
 * this; a row that another node has removed is ignored.
 */
@Component(service = ExpiredRecordPurger.class, immediate = true)
public final class ExpiredRecordPurger {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiredRecordPurger.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final int BATCH = 1_000;

  private final ShortLivedRecordTable records;
  private final AttemptCountTable counts;
  private final InstantSource clock;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("store-purge");

  @Activate
  public ExpiredRecordPurger(@Reference PersistenceUnit unit, @Reference InstantSource clock) {
    this(new RetryingPersistenceUnit(unit), clock);
    worker.scheduleRepeating(
        PERIOD, new ResilientScheduledTask(this::run, ExpiredRecordPurger::failed));
  }

  /** Creates a purger that only runs when it is called. */
  ExpiredRecordPurger(RetryingPersistenceUnit unit, InstantSource clock) {
    this.records = new ShortLivedRecordTable(unit);
    this.counts = new AttemptCountTable(unit);
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.close();
  }

  /** Removes the expired records. */
  void run() {
    new ResilientScheduledTask(() -> purge(records::purge), ExpiredRecordPurger::failed).run();
    new ResilientScheduledTask(() -> purge(counts::purge), ExpiredRecordPurger::failed).run();
  }

  private static void failed(Throwable e) {
    LOG.warn("store.purge-failed", e);
  }

  private void purge(BiFunction<Instant, Integer, Integer> table) {
    int removed;
    do {
      removed = table.apply(clock.instant(), BATCH);
    } while (removed == BATCH && !worker.isClosed());
  }
}
