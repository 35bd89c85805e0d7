package org.lumoauth.oauth.trustedissuers;

import java.util.List;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = IssuersUnit.class)
public final class IssuersUnit {

  static final UnitDefinition DEFINITION =
      new UnitDefinition(
          "oauth-trusted-issuers", IssuersUnit.class, List.of(), "db/oauth-trusted-issuers.xml");

  private final PersistenceUnit unit;

  @Activate
  public IssuersUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  IssuersUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Carries out one statement; how many rows it changed. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> Statements.update(connection, sql, values));
  }

  /** The same of a change of one row, of which something is told; whether it was changed. */
  boolean update(Announcement told, String sql, Object... values) {
    return unit.jdbc(
        connection -> {
          boolean changed = Statements.update(connection, sql, values) == 1;
          if (changed) {
            told.write(connection);
          }
          return changed;
        });
  }
}
