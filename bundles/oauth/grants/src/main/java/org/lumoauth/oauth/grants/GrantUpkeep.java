package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears out grants and consents that have ended. Every node does; none misses what is gone. */
@Component(service = GrantUpkeep.class, immediate = true)
public final class GrantUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(GrantUpkeep.class);
  private static final long PERIOD_MINUTES = 60;

  /** Ended grants stay to be seen by administrators, longer than any access token lives. */
  static final Duration KEPT = Duration.ofDays(7);

  private final GrantStore grants;
  private final ConsentStore consents;
  private final InstantSource clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "grants-purge");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public GrantUpkeep(@Reference GrantStore grants, @Reference ConsentStore consents) {
    this(grants, consents, InstantSource.system());
    worker.scheduleWithFixedDelay(
        new Turn(this::run, e -> LOG.warn("grants.purge-failed", e)),
        PERIOD_MINUTES,
        PERIOD_MINUTES,
        TimeUnit.MINUTES);
  }

  GrantUpkeep(GrantStore grants, ConsentStore consents, InstantSource clock) {
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  void run() {
    int removed = grants.purge(clock.instant().minus(KEPT)) + consents.purge(clock.instant());
    if (removed > 0) {
      LOG.info("grants.purged rows={}", removed);
    }
  }
}
