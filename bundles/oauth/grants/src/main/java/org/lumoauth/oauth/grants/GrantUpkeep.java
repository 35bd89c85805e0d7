package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.InstantSource;
import org.lumoauth.api.module.BackgroundWork;
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
  private static final Duration PERIOD = Duration.ofMinutes(60);

  /** Ended grants stay to be seen by administrators, longer than any access token lives. */
  static final Duration KEPT = Duration.ofDays(7);

  private final GrantStore grants;
  private final ConsentStore consents;
  private final InstantSource clock;
  private final BackgroundWork worker = new BackgroundWork("grants-purge");

  @Activate
  public GrantUpkeep(@Reference GrantStore grants, @Reference ConsentStore consents) {
    this(grants, consents, InstantSource.system());
    worker.every(PERIOD, new Turn(this::run, e -> LOG.warn("grants.purge-failed", e)));
  }

  GrantUpkeep(GrantStore grants, ConsentStore consents, InstantSource clock) {
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
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
