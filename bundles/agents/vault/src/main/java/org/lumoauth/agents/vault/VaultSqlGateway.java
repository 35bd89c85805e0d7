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

/** The tables of this bundle, accessed with plain SQL: each statement is one atomic step. */
@Component(service = VaultSqlGateway.class)
public final class VaultSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-vault", VaultSqlGateway.class, List.of(), "db/agents-vault.xml");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PersistenceUnit unit;
  private final ThreadLocal<Connection> current = new ThreadLocal<>();

  @Activate
  public VaultSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  VaultSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
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
    return joined(connection -> SqlStatements.update(connection, sql, values));
  }

  /** Returns the rows of a query. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return joined(connection -> SqlStatements.list(connection, row, sql, values));
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

  /** Serializes a value to its stored form. */
  public static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /** Parses a stored value. */
  public static <T> T parsed(byte[] json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) { // the exception message could quote secret content
      throw new IllegalStateException(
          "a row of vault_connection, vault_grant or vault_revocation is not valid " + "JSON");
    }
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
