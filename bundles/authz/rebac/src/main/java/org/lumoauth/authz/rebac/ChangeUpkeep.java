package org.lumoauth.authz.rebac;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.PrunedChanges;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes changes of tuples from the log that are older than the operator keeps them. */
@Component(
    service = ChangeUpkeep.class,
    immediate = true,
    configurationPid = "org.lumoauth.authz.rebac")
public final class ChangeUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeUpkeep.class);
  private static final int STORES = 500;
  private static final int ROWS = 2_000; // few enough that no writer waits for long

  private final RebacUnit unit;
  private final Duration kept;
  private final BackgroundWork worker;

  /** Begins an hour from now; with nothing to do if all are kept for ever. */
  @Activate
  public ChangeUpkeep(@Reference RebacUnit unit, RebacConfig config) {
    this.unit = unit;
    this.kept = Duration.ofDays(config.changeDays());
    this.worker = new BackgroundWork("lumoauth-rebac-changes");
    if (!kept.isZero()) {
      worker.every(
          Duration.ofHours(1),
          new Turn(() -> prune(Instant.now()), e -> LOG.warn("rebac.changes-not-pruned", e)));
    }
  }

  @Deactivate
  void close() {
    worker.interrupt();
  }

  /** Removes what is too old at a time; gives how many changes that were. */
  long prune(Instant now) {
    long before = Micros.of(now.minus(kept));
    long removed = 0;
    var last = new StoreKey("", "");
    List<StoreKey> stores;
    do {
      var after = last;
      stores = unit.work(connection -> PrunedChanges.stores(connection, after, STORES));
      for (StoreKey key : stores) {
        removed += prune(key, before);
        last = key;
      }
    } while (stores.size() == STORES && !Thread.currentThread().isInterrupted());
    return removed;
  }

  private long prune(StoreKey key, long before) {
    if (!unit.<Boolean>change(connection -> PrunedChanges.announce(connection, key, before))) {
      return 0;
    }
    long removed = 0;
    int some;
    do {
      some = unit.change(connection -> PrunedChanges.remove(connection, key, before, ROWS));
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
