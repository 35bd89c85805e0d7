package org.lumoauth.platform.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes records that have ended, away from the requests, a batch at a time so that no lock is
 * held long. Every node does; a row that another one removed is not missed.
 */
@Component(service = RecordPurge.class, immediate = true)
public final class RecordPurge {
  private static final Logger LOG = LoggerFactory.getLogger(RecordPurge.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final int BATCH = 1_000;

  private final RecordTable records;
  private final CountTable counts;
  private final InstantSource clock;
  private final BackgroundWork worker = new BackgroundWork("store-purge");

  @Activate
  public RecordPurge(@Reference RecordTable records, @Reference CountTable counts) {
    this(records, counts, InstantSource.system());
    worker.every(PERIOD, new Turn(this::run, RecordPurge::failed));
  }

  RecordPurge(RecordTable records, CountTable counts, InstantSource clock) {
    this.records = records;
    this.counts = counts;
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.close();
  }

  /** Removes what has ended by now. */
  void run() {
    new Turn(() -> purge(records::purge), RecordPurge::failed).run();
    new Turn(() -> purge(counts::purge), RecordPurge::failed).run();
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
