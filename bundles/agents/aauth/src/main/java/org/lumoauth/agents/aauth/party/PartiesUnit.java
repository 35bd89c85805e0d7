package org.lumoauth.agents.aauth.party;

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
@Component(service = PartiesUnit.class)
public final class PartiesUnit {

  /** The unit. */
  public static final UnitDefinition DEFINITION =
      new UnitDefinition("agents-aauth", PartiesUnit.class, List.of(), "db/agents-aauth.xml");

  private final PersistenceUnit unit;

  @Activate
  public PartiesUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private PartiesUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static PartiesUnit on(PersistenceUnit unit) {
    return new PartiesUnit(unit);
  }

  /** Closes the unit. */
  @Deactivate
  public void close() {
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
