package org.lumoauth.agents.workload.rule;

import java.util.List;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatements;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = TrustRulePersistenceUnit.class)
public final class TrustRulePersistenceUnit {

  /** The unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-workload", TrustRulePersistenceUnit.class, List.of(), "db/agents-workload.xml");

  private static final String FIRST = "insert into awl_change (tenant_id, changes) values (?, 1)";
  private static final String NEXT =
      "update awl_change set changes = changes + 1 where tenant_id = ? and changes = ?";

  private final PersistenceUnit unit;

  @Activate
  public TrustRulePersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private TrustRulePersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static TrustRulePersistenceUnit on(PersistenceUnit unit) {
    return new TrustRulePersistenceUnit(unit);
  }

  /** Closes the unit. */
  @Deactivate
  public void close() {
    unit.close();
  }

  /**
   * Counts a row that is about to be added.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  void requireRoom(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  /** Carries out one statement; how many rows it changed. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** The same of a change of one row, of which something is told; whether it was changed. */
  boolean update(OutboxEvents told, String sql, Object... values) {
    return unit.jdbc(
        connection -> {
          boolean changed = SqlStatements.update(connection, sql, values) == 1;
          if (changed) {
            told.write(connection);
          }
          return changed;
        });
  }

  /**
   * Carries out one statement in which a tenant's number of changes grows, unless it has grown
   * since it was read. All who do so write the same row, so of two at once, on whichever nodes, one
   * does nothing.
   *
   * @param told what is told of it
   * @return whether it was done
   */
  boolean updateNext(
      String tenantId, long changes, OutboxEvents told, String sql, Object... values) {
    try {
      return unit.jdbc(
          connection -> {
            boolean next =
                changes == 0
                    ? SqlStatements.update(connection, FIRST, tenantId) == 1
                    : SqlStatements.update(connection, NEXT, tenantId, changes) == 1;
            if (next) {
              SqlStatements.update(connection, sql, values);
              told.write(connection);
            }
            return next;
          });
    } catch (DuplicateKeyException | StaleDataException e) {
      return false;
    }
  }

  /** What one query reads of every row. */
  <T> List<T> list(SqlStatements.SqlRowReader<T> reader, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.list(connection, reader, sql, values));
  }
}
