/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.util.function.Supplier;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit.SqlFunction;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements and transactions again if the database chose them as the victim of a conflict:
 * concurrent charges of one budget compete for its rows.
 */
final class BudgetTransactionRetrier {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetTransactionRetrier.class);
  private static final int TRIES = 10;

  private final PersistenceUnit unit;

  BudgetTransactionRetrier(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Runs work in which each statement is its own transaction, with retries after transient
   * failures.
   */
  <T> T statement(SqlFunction<T> work) {
    return again(() -> unit.autoCommit(work));
  }

  /** Runs work in one transaction, with retries after transient failures. */
  <T> T transaction(SqlFunction<T> work) {
    return again(() -> unit.jdbc(work));
  }

  /** Runs one statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return statement(connection -> SqlStatementRunner.update(connection, sql, values));
  }

  /**
   * Deletes any number of rows in batches, one transaction each, with retries after transient
   * failures.
   *
   * @return the number of rows deleted by the last attempt
   */
  int purge(String delete, Object... values) {
    return again(() -> unit.deleteInBatches(delete, values));
  }

  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return work.get();
      } catch (StaleDataException e) {
        LOG.debug("budget.conflict attempt={}", attempt);
      }
    }
    return work.get();
  }
}
