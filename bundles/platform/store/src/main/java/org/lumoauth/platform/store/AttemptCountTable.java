/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.store.ShortLivedRecordTable.ShortLivedRecordKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of attempt counts. The database increments and compares with the limit in one
 * statement: concurrent callers wait for each other instead of retrying. A count of zero restarts
 * with the next attempt.
 */
final class AttemptCountTable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptCountTable.class);

  /**
   * Retries after another node inserted the same row, or the database rolled back a conflicting
   * statement.
   */
  private static final int TRIES = 5;

  private final RetryingPersistenceUnit unit;

  AttemptCountTable(RetryingPersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * One count.
   *
   * @param most the maximum number of attempts
   * @param end when it expires if it starts now
   */
  record AttemptCount(ShortLivedRecordKey place, int most, Instant end) {}

  /**
   * Increments all counts, or none.
   *
   * @return empty if they were incremented; otherwise when the first exhausted count expires
   */
  Optional<Instant> add(List<AttemptCount> counts, Instant now) {
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
    return Optional.of(now.plusSeconds(1)); // lost every conflict: the caller waits a moment
  }

  private Optional<Instant> tried(List<AttemptCount> counts, Instant now) {
    if (counts.size() == 1) {
      return unit.autoCommit(
          connection ->
              AttemptCountStatements.add(
                  connection, counts.get(0), EpochMicrosConverter.toMicros(now)));
    }
    return unit.transaction(
        connection -> {
          boolean some = counts.stream().allMatch(count -> count.most() > 0);
          if (some
              && AttemptCountStatements.addAll(
                      connection, counts, EpochMicrosConverter.toMicros(now))
                  == counts.size()) {
            return Optional.empty();
          }
          connection.rollback();
          return oneByOne(connection, counts, now);
        });
  }

  /** Used if some counts do not exist yet or are exhausted. */
  private static Optional<Instant> oneByOne(
      Connection connection, List<AttemptCount> counts, Instant now) throws SQLException {
    for (AttemptCount count : counts) {
      Optional<Instant> until =
          AttemptCountStatements.add(connection, count, EpochMicrosConverter.toMicros(now));
      if (until.isPresent()) {
        connection.rollback();
        return until;
      }
    }
    return Optional.empty();
  }

  /**
   * Resets the first counts to zero and decrements the others. If conflicts persist, none is
   * changed, because a successful attempt must not fail for this reason.
   */
  void resetAndDecrement(
      List<ShortLivedRecordKey> forgotten, List<ShortLivedRecordKey> less, Instant now) {
    if (forgotten.isEmpty() && less.isEmpty()) {
      return;
    }
    try {
      unit.autoCommit(
          connection ->
              AttemptCountStatements.resetAndDecrement(
                  connection, forgotten, less, EpochMicrosConverter.toMicros(now)));
    } catch (StaleDataException busy) {
      LOG.warn("store.count-not-settled counts={}", forgotten.size() + less.size());
    }
  }

  void forget(ShortLivedRecordKey place) {
    unit.autoCommit(connection -> AttemptCountStatements.forget(connection, place));
  }

  void decrement(ShortLivedRecordKey place, Instant now) {
    unit.autoCommit(
        connection ->
            AttemptCountStatements.decrement(
                connection, place, EpochMicrosConverter.toMicros(now)));
  }

  /**
   * Removes expired rows.
   *
   * @param limit the maximum number of rows
   * @return the number of removed rows
   */
  int purge(Instant now, int limit) {
    return unit.update(
        "DELETE FROM store_count WHERE expires_at <= ? LIMIT " + limit,
        EpochMicrosConverter.toMicros(now));
  }
}
