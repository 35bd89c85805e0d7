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

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = DelegationPersistenceUnit.class)
public final class DelegationPersistenceUnit {

  /** The unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-delegation",
          DelegationPersistenceUnit.class,
          List.of(),
          "db/agents-delegation.xml");

  private final PersistenceUnit unit;

  @Activate
  public DelegationPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private DelegationPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static DelegationPersistenceUnit on(PersistenceUnit unit) {
    return new DelegationPersistenceUnit(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Carries out one statement; how many rows it changed.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a key is taken
   */
  public int update(String sql, Object... values) {
    return unit.autoCommit(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Changes one row, together with what others change at the same time.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a key is taken
   */
  public int updateGrouped(String sql, Object... values) {
    return unit.groupCommit(sql, values);
  }

  /**
   * Counts a row that is about to be added.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  public void requireRoom(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  /** Deletes however many rows, so many in a transaction; how many. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Does what must happen together, in one transaction. */
  public <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same for a writer that many wait for: it waits for locks but a second. */
  public <T> T inUrgentTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentTransaction(work);
  }

  /** Reads rows. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return unit.autoCommit(connection -> SqlStatements.list(connection, row, sql, values));
  }

  /** A time as it is stored. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A stored time. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
