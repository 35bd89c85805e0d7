package org.lumoauth.agents.aauth.registration;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = ParticipantPersistenceUnit.class)
public final class ParticipantPersistenceUnit {

  /** The unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-aauth", ParticipantPersistenceUnit.class, List.of(), "db/agents-aauth.xml");

  private final PersistenceUnit unit;

  @Activate
  public ParticipantPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private ParticipantPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static ParticipantPersistenceUnit on(PersistenceUnit unit) {
    return new ParticipantPersistenceUnit(unit);
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
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }
}
