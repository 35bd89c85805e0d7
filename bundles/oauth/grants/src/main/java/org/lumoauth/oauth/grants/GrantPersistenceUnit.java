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

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = GrantPersistenceUnit.class)
public final class GrantPersistenceUnit {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-grants", GrantPersistenceUnit.class, List.of(), "db/oauth-grants.xml");

  private final PersistenceUnit unit;

  @Activate
  public GrantPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  GrantPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
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

  /** What must happen together. */
  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Adds a row, together with what others change at the same time. */
  int groupCommit(String sql, Object... values) {
    return unit.groupCommit(sql, values);
  }

  /** Deletes however many rows, so many in a transaction; how many. */
  int deleteInBatches(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  /** A read, or a change that one statement decides. */
  <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
    return unit.autoCommit(work);
  }
}
