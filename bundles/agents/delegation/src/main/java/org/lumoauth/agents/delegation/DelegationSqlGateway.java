package org.lumoauth.agents.delegation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this bundle. It uses plain SQL: each statement is one atomic step. */
@Component(service = DelegationSqlGateway.class)
public final class DelegationSqlGateway {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-delegation", DelegationSqlGateway.class, List.of(), "db/agents-delegation.xml");

  private final PersistenceUnit unit;

  @Activate
  public DelegationSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private DelegationSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates an instance for an open unit. Not a constructor, because the component's only visible
   * constructor is for DS.
   */
  public static DelegationSqlGateway on(PersistenceUnit unit) {
    return new DelegationSqlGateway(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Runs one statement and returns the number of changed rows.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a key already exists
   */
  public int update(String sql, Object... values) {
    return unit.autoCommit(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Changes one row, grouped with concurrent changes in one transaction.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a key already exists
   */
  public int updateGrouped(String sql, Object... values) {
    return unit.groupCommit(sql, values);
  }

  /**
   * Checks the row quota before a row is inserted.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  public void requireRoom(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  /**
   * Deletes any number of rows in batches, one transaction each; returns the number of deleted
   * rows.
   */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Runs work in one transaction. */
  public <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /**
   * Runs work in one transaction that waits for locks at most a second, for a writer that blocks
   * many others.
   */
  public <T> T inUrgentTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentTransaction(work);
  }

  /** Runs a query and returns the value of each row. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return unit.autoCommit(connection -> SqlStatements.list(connection, row, sql, values));
  }

  /** Converts a time to its stored form. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Converts a stored time. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
