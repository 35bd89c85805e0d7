package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of this bundle, accessed with plain SQL: each step is atomic by its own conditions.
 */
@Component(service = ApprovalsSqlGateway.class)
public final class ApprovalsSqlGateway {

  /** The definition of the tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-approvals", ApprovalsSqlGateway.class, List.of(), "db/agents-approvals.xml");

  private final PersistenceUnit unit;

  @Activate
  public ApprovalsSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private ApprovalsSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the tables of an open unit. A static method, because a component has a public
   * constructor for injection.
   */
  public static ApprovalsSqlGateway on(PersistenceUnit unit) {
    return new ApprovalsSqlGateway(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T transaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs a read-then-write transaction and retries it from the beginning after a conflict. */
  public <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Executes one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** Executes one statement and stores the events in the same transaction if it changed a row. */
  public int update(OutboxEvents told, String sql, Object... values) {
    return unit.jdbc(
        connection -> {
          int changed = SqlStatements.update(connection, sql, values);
          if (changed > 0) {
            told.write(connection);
          }
          return changed;
        });
  }

  /** Deletes any number of rows in batches, each in its own transaction; returns their number. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Reads rows. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.list(connection, row, sql, values));
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
