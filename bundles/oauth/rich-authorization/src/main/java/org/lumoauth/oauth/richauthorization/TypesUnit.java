package org.lumoauth.oauth.richauthorization;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = TypesUnit.class)
public final class TypesUnit {

  static final UnitDefinition DEFINITION =
      new UnitDefinition(
          "oauth-rich-authorization",
          TypesUnit.class,
          List.of(),
          "db/oauth-rich-authorization.xml");

  private final PersistenceUnit unit;

  @Activate
  public TypesUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  TypesUnit(PersistenceUnit unit) {
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
}
