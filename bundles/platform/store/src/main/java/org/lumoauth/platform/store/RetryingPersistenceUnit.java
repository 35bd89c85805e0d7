/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundle's persistence unit, which repeats statements that the database rolled back in favor of
 * others. Plain SQL only, because decisions depend on the number of rows that a statement changed.
 */
public final class RetryingPersistenceUnit {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingPersistenceUnit.class);

  private static final int TRIES = 5;

  private final PersistenceUnit unit;

  /** Creates a unit on the bundle's unit. */
  public RetryingPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Runs work on a connection in auto-commit mode. If the database rolled back a statement in favor
   * of another (a deadlock, a conflict between nodes), the work runs again and must tolerate its
   * earlier statements.
   */
  public <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
    return again(() -> unit.autoCommit(work));
  }

  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return work.get();
      } catch (StaleDataException e) {
        LOG.debug("store.conflict attempt={}", attempt);
      }
    }
    return work.get();
  }

  /** Runs work as one transaction, and again if the database rolled it back in favor of another. */
  public <T> T transaction(PersistenceUnit.SqlFunction<T> work) {
    return again(() -> unit.jdbc(work));
  }

  /**
   * Changes at most one row, in a batch with concurrent changes.
   *
   * @param values the statement's parameters, in order: text, numbers and bytes
   * @return the number of changed rows
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a key is taken
   */
  public int groupCommit(String sql, Object... values) {
    return again(() -> unit.groupCommit(sql, values));
  }

  /**
   * Starts a change of at most one row; the returned supplier waits for the result and must be
   * called once.
   */
  IntSupplier beginGroupCommit(String sql, Object... values) {
    PersistenceUnit.PendingUpdate begun = unit.beginGroupCommit(sql, values);
    return () -> {
      try {
        return begun.rows();
      } catch (StaleDataException e) {
        return groupCommit(sql, values);
      }
    };
  }

  /**
   * Runs one statement that may change many rows.
   *
   * @param values the statement's parameters, in order: text, numbers and bytes
   * @return the number of changed rows
   */
  public int update(String sql, Object... values) {
    return autoCommit(connection -> SqlStatementRunner.update(connection, sql, values));
  }

  /** Deletes any number of rows in batched transactions and returns how many. */
  public int deleteInBatches(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }
}
