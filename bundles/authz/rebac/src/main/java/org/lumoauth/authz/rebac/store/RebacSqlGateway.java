/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit.SqlFunction;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Accesses the tables of relations. */
@Component(service = RebacSqlGateway.class)
public final class RebacSqlGateway {

  private static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "authz-rebac", RebacSqlGateway.class, List.of(), "db/authz-rebac.xml");
  private static final int ATTEMPTS = 4;

  private final PersistenceUnit unit;

  @Activate
  public RebacSqlGateway(@Reference PersistenceUnitFactory units) {
    this.unit = units.open(DEFINITION);
  }

  @Deactivate
  public void close() {
    unit.close();
  }

  /**
   * Runs the work in one transaction in which each statement sees the data committed at that time.
   */
  public <T> T work(SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs the work in such a transaction and retries it after a conflict. */
  public <T> T change(SqlFunction<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return unit.jdbc(work);
      } catch (StaleDataException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Runs reads in one transaction with a consistent view. */
  public <T> T snapshot(SqlFunction<T> work) {
    return unit.jdbc(
        connection -> {
          connection.setTransactionIsolation(snapshotLevel(connection));
          return work.apply(connection);
        });
  }

  /**
   * Sets the isolation level of a consistent view. MariaDB creates the view at the first read with
   * REPEATABLE READ, and locks with SERIALIZABLE; H2 creates a view over all tables only with
   * SERIALIZABLE. The pool resets the level.
   */
  private static int snapshotLevel(Connection connection) throws SQLException {
    return "H2".equals(connection.getMetaData().getDatabaseProductName())
        ? Connection.TRANSACTION_SERIALIZABLE
        : Connection.TRANSACTION_REPEATABLE_READ;
  }
}
