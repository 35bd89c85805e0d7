package org.lumoauth.oauth.grants;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = GrantsUnit.class)
public final class GrantsUnit {

  static final UnitDefinition DEFINITION =
      new UnitDefinition("oauth-grants", GrantsUnit.class, List.of(), "db/oauth-grants.xml");

  private final PersistenceUnit unit;

  @Activate
  public GrantsUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  GrantsUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Counts a row that is about to be added.
   *
   * @throws org.lumoauth.api.web.Problem 409 {@code quota_exceeded}
   */
  void requireRoom(RowQuota quota, String tenantId) {
    unit.requireRoom(quota, tenantId);
  }

  /** What must happen together. */
  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Adds a row, together with what others change at the same time. */
  int grouped(String sql, Object... values) {
    return unit.grouped(sql, values);
  }

  /** Deletes however many rows, so many in a transaction; how many. */
  int purge(String delete, Object... values) {
    return unit.purge(delete, values);
  }

  /** A read, or a change that one statement decides. */
  <T> T statement(PersistenceUnit.SqlFunction<T> work) {
    return unit.statement(work);
  }
}
