package org.lumoauth.agents.vault;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = VaultPersistenceUnit.class)
public final class VaultPersistenceUnit {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-vault", VaultPersistenceUnit.class, List.of(), "db/agents-vault.xml");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PersistenceUnit unit;
  private final ThreadLocal<Connection> current = new ThreadLocal<>();

  @Activate
  public VaultPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  VaultPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Carries out several statements in one transaction: all of them, or none. To be called from
   * outside of one.
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

  /** Carries out one statement; how many rows it changed. */
  public int update(String sql, Object... values) {
    return joined(connection -> SqlStatements.update(connection, sql, values));
  }

  /** The rows of a query. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return joined(connection -> SqlStatements.list(connection, row, sql, values));
  }

  /** In the transaction at hand or, without one, in one of its own. */
  private <T> T joined(PersistenceUnit.SqlFunction<T> work) {
    Connection connection = current.get();
    if (connection == null) {
      return unit.autoCommit(work);
    }
    try {
      return work.apply(connection);
    } catch (SQLException e) { // what it means is found out where the transaction ends
      throw new IllegalStateException("a statement of a transaction failed", e);
    }
  }

  /** As it is kept. */
  public static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** What was kept. */
  public static <T> T parsed(byte[] json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) { // its message would quote what may be secret
      throw new IllegalStateException("what is kept of a connection is no JSON");
    }
  }

  /** A time as it is kept. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A time that was kept. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
