package org.lumoauth.oauth.richauthorization;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Accesses the table of this bundle in plain SQL. Each statement is one atomic step. */
@Component(service = DetailsTypeSqlGateway.class)
public final class DetailsTypeSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-rich-authorization",
          DetailsTypeSqlGateway.class,
          List.of(),
          "db/oauth-rich-authorization.xml");

  private final PersistenceUnit unit;

  @Activate
  public DetailsTypeSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  DetailsTypeSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs a statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }
}
