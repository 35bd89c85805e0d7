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
 * The tables of this bundle, worked on in plain SQL. What changes a tenant's streams and what fills
 * them take turns: both hold the tenant's place in the audit chain.
 */
@Component(service = SsfPersistenceUnit.class)
public final class SsfPersistenceUnit {

  /** The unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-ssf", SsfPersistenceUnit.class, List.of(), "db/agents-ssf.xml");

  private final PersistenceUnit unit;

  @Activate
  public SsfPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private SsfPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static SsfPersistenceUnit on(PersistenceUnit unit) {
    return new SsfPersistenceUnit(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Works in one transaction. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Deletes however many rows, so many in a transaction; how many. */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Carries out one statement; how many rows it changed. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** How far the tenant's chain was read; empty as long as it never had a stream. */
  public OptionalLong findChainPosition(String tenantId) {
    return unit.jdbc(
        connection ->
            findChainPosition(
                connection, "select seq from ssf_place where tenant_id = ?", tenantId));
  }

  /** Remembers where a tenant's chain is to be read from, if nothing is remembered yet. */
  public void startAt(String tenantId, long sequence) {
    if (findChainPosition(tenantId).isPresent()) {
      return;
    }
    try {
      update("insert into ssf_place (tenant_id, seq) values (?, ?)", tenantId, sequence);
    } catch (DuplicateKeyException meanwhile) {
      return; // another request was first
    }
  }

  /**
   * Works in one transaction while nobody else changes or fills the tenant's streams.
   *
   * @param work gets the place
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

  /** Work that holds a tenant's place. */
  @FunctionalInterface
  public interface LockedWork<T> {
    /** Works. */
    T apply(Connection connection, long place) throws SQLException;
  }
}
