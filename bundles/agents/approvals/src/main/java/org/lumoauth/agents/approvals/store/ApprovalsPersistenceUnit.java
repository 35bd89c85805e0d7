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

/** The tables of this bundle, worked on in plain SQL: each step is atomic by its own conditions. */
@Component(service = ApprovalsPersistenceUnit.class)
public final class ApprovalsPersistenceUnit {

  /** The tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-approvals", ApprovalsPersistenceUnit.class, List.of(), "db/agents-approvals.xml");

  private final PersistenceUnit unit;

  @Activate
  public ApprovalsPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private ApprovalsPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static ApprovalsPersistenceUnit on(PersistenceUnit unit) {
    return new ApprovalsPersistenceUnit(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T transaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same from the beginning where another came between, for what looks and then writes. */
  public <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Carries out one statement; how many rows it changed. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** The same; what is told of it is written down with it where it changed anything. */
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

  /** Deletes however many rows, so many in a transaction; how many. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Reads rows. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.list(connection, row, sql, values));
  }

  /** A time as it is stored. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A time that was stored. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
