/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs the statements of several stores in one transaction, bound to the thread. */
@Component(service = VaultTransactionRunner.class)
public final class VaultTransactionRunner {

  private final PersistenceUnit unit;

  @SuppressWarnings("ThreadLocalUsage") // one transaction of each persistence unit
  private final ThreadLocal<Connection> current = new ThreadLocal<>();

  @Activate
  public VaultTransactionRunner(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Runs several statements in one transaction: all of them, or none. Must not be called within a
   * transaction.
   */
  public <T> T inTransaction(Supplier<T> work) {
    return unit.jdbc(
        connection -> {
          current.set(connection);
          try {
            return work.get();
          } finally {
            current.remove();
          }
        });
  }

  /** Executes one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return joined(connection -> SqlStatementRunner.update(connection, sql, values));
  }

  /** Returns the rows of a query. */
  public <T> List<T> query(SqlStatementRunner.SqlRowReader<T> row, String sql, Object... values) {
    return joined(connection -> SqlStatementRunner.list(connection, row, sql, values));
  }

  /** Runs work in the current transaction or, without one, in a new transaction. */
  private <T> T joined(PersistenceUnit.SqlFunction<T> work) {
    Connection connection = current.get();
    if (connection == null) {
      return unit.autoCommit(work);
    }
    try {
      return work.apply(connection);
    } catch (SQLException e) { // the end of the transaction maps the exception
      throw new IllegalStateException("a statement of a transaction failed", e);
    }
  }
}
