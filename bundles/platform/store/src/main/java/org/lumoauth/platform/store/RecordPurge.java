package org.lumoauth.platform.store;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final long PERIOD_SECONDS = 30;
  private static final int BATCH = 1_000;

  private final RecordTable table;
  private final InstantSource clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "store-purge");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public RecordPurge(@Reference RecordTable table) {
    this(table, InstantSource.system());
    worker.scheduleWithFixedDelay(this::run, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  RecordPurge(RecordTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  /** Removes what has ended by now. */
  void run() {
    try {
      int removed;
      do {
        removed = table.purge(clock.instant(), BATCH);
      } while (removed == BATCH && !worker.isShutdown());
    } catch (RuntimeException e) {
      LOG.warn("store.purge-failed", e); // the next turn tries again
    }
  }
}
