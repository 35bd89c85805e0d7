package org.lumoauth.authz.openfga.assertion;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of this bundle, worked on in plain SQL. */
@Component(service = AssertionsUnit.class)
public final class AssertionsUnit {

  static final UnitDefinition DEFINITION =
      new UnitDefinition("authz-openfga", AssertionsUnit.class, List.of(), "db/authz-openfga.xml");

  private final PersistenceUnit unit;

  @Activate
  public AssertionsUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  AssertionsUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same, again where another came between. */
  <T> T settled(PersistenceUnit.SqlFunction<T> work) {
    return unit.settled(work);
  }
}
