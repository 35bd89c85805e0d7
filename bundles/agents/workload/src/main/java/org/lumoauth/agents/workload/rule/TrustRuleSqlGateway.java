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

/** The persistence unit of this bundle. It uses plain SQL: each statement is one atomic step. */
@Component(service = TrustRuleSqlGateway.class)
public final class TrustRuleSqlGateway {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-workload", TrustRuleSqlGateway.class, List.of(), "db/agents-workload.xml");

  private static final String FIRST = "insert into awl_change (tenant_id, changes) values (?, 1)";
  private static final String NEXT =
      "update awl_change set changes = changes + 1 where tenant_id = ? and changes = ?";

  private final PersistenceUnit unit;

  @Activate
  public TrustRuleSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private TrustRuleSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates an instance for an open unit. Not a constructor, because the component's only visible
   * constructor is for DS.
   */
  public static TrustRuleSqlGateway on(PersistenceUnit unit) {
    return new TrustRuleSqlGateway(unit);
  }

  /** Closes the persistence unit. */
  @Deactivate
  public void close() {
    unit.close();
  }

  /**
   * Checks the row quota before a row is inserted.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  void requireRoom(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  /** Runs one statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** Changes one row and publishes events; returns whether the row was changed. */
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
   * Runs one statement that increments a tenant's change counter, unless the counter has grown
   * since it was read. All writers update the same row, so of two concurrent changes on any nodes,
   * one has no effect.
   *
   * @param told the events to publish
   * @return whether the change was made
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

  /** Runs a query and returns the value of each row. */
  <T> List<T> list(SqlStatements.SqlRowReader<T> reader, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.list(connection, reader, sql, values));
  }
}
