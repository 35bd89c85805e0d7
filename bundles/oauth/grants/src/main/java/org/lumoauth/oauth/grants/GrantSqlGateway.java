package org.lumoauth.oauth.grants;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.RowQuota;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Accesses the tables of this bundle in plain SQL. Each statement is one atomic step. */
@Component(service = GrantSqlGateway.class)
public final class GrantSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-grants", GrantSqlGateway.class, List.of(), "db/oauth-grants.xml");

  private final PersistenceUnit unit;

  @Activate
  public GrantSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  GrantSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Counts a row against the quota before it is added.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded} if the tenant's quota is
   *     exhausted
   */
  void requireRoom(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  /** Runs the work in one transaction. */
  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs an insert that shares its commit with concurrent changes. */
  int groupCommit(String sql, Object... values) {
    return unit.groupCommit(sql, values);
  }

  /** Deletes any number of rows in batches, one transaction each, and returns their number. */
  int deleteInBatches(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** Runs a read or a single-statement change. */
  <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
    return unit.autoCommit(work);
  }
}
