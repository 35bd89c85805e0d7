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

/** The tables of this bundle, worked on in plain SQL: each step is atomic by its own conditions. */
@Component(service = JitPersistenceUnit.class)
public final class JitPersistenceUnit {

  /** The tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-jit", JitPersistenceUnit.class, List.of(), "db/agents-jit.xml");

  private final PersistenceUnit unit;

  @Activate
  public JitPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private JitPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  static JitPersistenceUnit on(PersistenceUnit unit) {
    return new JitPersistenceUnit(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> T transaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same from the beginning where another came between. */
  <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Carries out one statement; how many rows it changed. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> update(connection, sql, values));
  }

  /** Deletes however many rows, so many in a transaction; how many. */
  int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Reads rows. */
  <T> List<T> query(Row<T> row, String sql, Object... values) {
    return unit.jdbc(connection -> query(connection, row, sql, values));
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  static <T> List<T> query(Connection connection, Row<T> row, String sql, Object... values)
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

  /** A time as it is stored. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A time that was stored. */
  static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
