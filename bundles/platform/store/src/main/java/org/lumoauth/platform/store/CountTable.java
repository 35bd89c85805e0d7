package org.lumoauth.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.store.RecordTable.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of counts. The database adds one and compares with the limit in one statement: those
 * who count at once wait for each other instead of trying again. A count of none begins anew with
 * the next attempt.
 */
@Component(service = CountTable.class)
public final class CountTable {
  private static final Logger LOG = LoggerFactory.getLogger(CountTable.class);

  /** Another made the same row first, then it is there; or the database preferred another. */
  private static final int TRIES = 5;

  private final StoreUnit unit;

  @Activate
  public CountTable(@Reference StoreUnit unit) {
    this.unit = unit;
  }

  /**
   * One count.
   *
   * @param most how many attempts are let pass
   * @param end when it ends if it begins now
   */
  record Counted(Place place, int most, Instant end) {}

  /**
   * Adds one to each count, or to none.
   *
   * @return empty if it was added; else when the first count that is used up ends
   */
  Optional<Instant> add(List<Counted> counts, Instant now) {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        return tried(counts, now);
      } catch (DuplicateKeyException | StaleDataException busy) {
        LOG.debug("store.count-busy attempt={}", attempt);
      }
    }
    return Optional.of(now.plusSeconds(1)); // others got ahead each time: a moment is what is asked
  }

  private Optional<Instant> tried(List<Counted> counts, Instant now) {
    if (counts.size() == 1) {
      return unit.statement(
          connection -> CountStatements.add(connection, counts.get(0), Micros.of(now)));
    }
    return unit.transaction(
        connection -> {
          boolean some = counts.stream().allMatch(count -> count.most() > 0);
          if (some && CountStatements.addAll(connection, counts, Micros.of(now)) == counts.size()) {
            return Optional.empty();
          }
          connection.rollback();
          return oneByOne(connection, counts, now);
        });
  }

  /** Some are not there yet, or have no room. */
  private static Optional<Instant> oneByOne(
      Connection connection, List<Counted> counts, Instant now) throws SQLException {
    for (Counted count : counts) {
      Optional<Instant> until = CountStatements.add(connection, count, Micros.of(now));
      if (until.isPresent()) {
        connection.rollback();
        return until;
      }
    }
    return Optional.empty();
  }

  /**
   * Sets each of the first to none and takes one from each of the others. Where others keep getting
   * ahead nothing of that is done: who did something right is not refused for it.
   */
  void settle(List<Place> forgotten, List<Place> less, Instant now) {
    if (forgotten.isEmpty() && less.isEmpty()) {
      return;
    }
    try {
      unit.statement(
          connection -> CountStatements.settle(connection, forgotten, less, Micros.of(now)));
    } catch (StaleDataException busy) {
      LOG.warn("store.count-not-settled counts={}", forgotten.size() + less.size());
    }
  }

  void forget(Place place) {
    unit.statement(connection -> CountStatements.forget(connection, place));
  }

  void takeBack(Place place, Instant now) {
    unit.statement(connection -> CountStatements.takeBack(connection, place, Micros.of(now)));
  }

  /**
   * Removes rows that have ended.
   *
   * @param limit how many at most
   * @return how many
   */
  int purge(Instant now, int limit) {
    return unit.update(
        "DELETE FROM store_count WHERE expires_at <= ? LIMIT " + limit, Micros.of(now));
  }

  /** Removes every row of a tenant. */
  void erase(String tenantId) {
    unit.purge("DELETE FROM store_count WHERE tenant_id = ?", tenantId);
  }
}
