package org.lumoauth.agents.jit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of this bundle, accessed with plain SQL: each step is atomic by its own conditions.
 */
@Component(service = JitSqlGateway.class)
public final class JitSqlGateway {

  /** The definition of the tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-jit", JitSqlGateway.class, List.of(), "db/agents-jit.xml");

  private final PersistenceUnit unit;

  @Activate
  public JitSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private JitSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the tables of an open unit. A static method, because a component has a public
   * constructor for injection.
   */
  public static JitSqlGateway on(PersistenceUnit unit) {
    return new JitSqlGateway(unit);
  }

  @Deactivate
  public void close() {
    unit.close();
  }

  /** Reads a row of a result. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> T transaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs a transaction and retries it from the beginning after a conflict. */
  public <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Executes one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> update(connection, sql, values));
  }

  /** Deletes any number of rows in batches, each in its own transaction; returns their number. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Reads rows. */
  public <T> List<T> query(Row<T> row, String sql, Object... values) {
    return unit.jdbc(connection -> query(connection, row, sql, values));
  }

  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  public static <T> List<T> query(Connection connection, Row<T> row, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Converts a time to its stored form in microseconds. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Converts a stored time in microseconds. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
