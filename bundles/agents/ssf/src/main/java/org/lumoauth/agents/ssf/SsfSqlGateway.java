package org.lumoauth.agents.ssf;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of this bundle, accessed with plain SQL. Changes of a tenant's streams and the
 * delivery of new events to them are serialized: both lock the tenant's position in the audit
 * chain.
 */
@Component(service = SsfSqlGateway.class)
public final class SsfSqlGateway {

  /** The definition of the tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-ssf", SsfSqlGateway.class, List.of(), "db/agents-ssf.xml");

  private final PersistenceUnit unit;

  @Activate
  public SsfSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private SsfSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the tables of an open unit. A static method, because a component has a public
   * constructor for injection.
   */
  public static SsfSqlGateway on(PersistenceUnit unit) {
    return new SsfSqlGateway(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Runs work in one transaction. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Deletes any number of rows in batches, each in its own transaction; returns their number. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Executes one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Returns the position up to which the tenant's chain was read; empty if the tenant never had a
   * stream.
   */
  public OptionalLong findChainPosition(String tenantId) {
    return unit.jdbc(
        connection ->
            findChainPosition(
                connection, "select seq from ssf_place where tenant_id = ?", tenantId));
  }

  /** Stores the position to read a tenant's chain from, if none is stored yet. */
  public void startAt(String tenantId, long sequence) {
    if (findChainPosition(tenantId).isPresent()) {
      return;
    }
    try {
      update("insert into ssf_place (tenant_id, seq) values (?, ?)", tenantId, sequence);
    } catch (DuplicateKeyException meanwhile) {
      return; // another request stored it first
    }
  }

  /**
   * Runs work in one transaction that locks the tenant's streams against changes and new events.
   *
   * @param work receives the position
   */
  public <T> T runLocked(String tenantId, LockedWork<T> work) {
    return unit.jdbc(
        connection ->
            work.apply(
                connection,
                findChainPosition(
                        connection,
                        "select seq from ssf_place where tenant_id = ? for update",
                        tenantId)
                    .orElse(0)));
  }

  private static OptionalLong findChainPosition(Connection connection, String sql, String tenantId)
      throws SQLException {
    return SqlStatements.first(connection, row -> OptionalLong.of(row.getLong(1)), sql, tenantId)
        .orElse(OptionalLong.empty());
  }

  /** Work under the lock of a tenant's position. */
  @FunctionalInterface
  public interface LockedWork<T> {
    /** Runs the work. */
    T apply(Connection connection, long place) throws SQLException;
  }
}
