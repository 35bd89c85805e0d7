package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit.SqlFunction;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tables of relations. */
@Component(service = RebacPersistenceUnit.class)
public final class RebacPersistenceUnit {

  private static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "authz-rebac", RebacPersistenceUnit.class, List.of(), "db/authz-rebac.xml");
  private static final int ATTEMPTS = 4;

  private final PersistenceUnit unit;

  @Activate
  public RebacPersistenceUnit(@Reference PersistenceUnits units) {
    this.unit = units.open(DEFINITION);
  }

  @Deactivate
  public void close() {
    unit.close();
  }

  /** Works in one transaction that sees, at each statement, what is committed by then. */
  public <T> T work(SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same, again if another transaction got in the way. */
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

  /** Reads in one transaction that sees the same state from its first statement to its last. */
  public <T> T snapshot(SqlFunction<T> work) {
    return unit.jdbc(
        connection -> {
          connection.setTransactionIsolation(snapshotLevel(connection));
          return work.apply(connection);
        });
  }

  /**
   * MariaDB takes the snapshot at the first read of REPEATABLE READ (and locks for SERIALIZABLE);
   * H2 takes one over all tables for SERIALIZABLE alone. The pool puts the level back.
   */
  private static int snapshotLevel(Connection connection) throws SQLException {
    return "H2".equals(connection.getMetaData().getDatabaseProductName())
        ? Connection.TRANSACTION_SERIALIZABLE
        : Connection.TRANSACTION_REPEATABLE_READ;
  }
}
