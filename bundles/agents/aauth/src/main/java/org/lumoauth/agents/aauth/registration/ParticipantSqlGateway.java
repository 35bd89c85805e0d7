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

/** The persistence unit of this bundle. It uses plain SQL: each statement is one atomic step. */
@Component(service = ParticipantSqlGateway.class)
public final class ParticipantSqlGateway {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-aauth", ParticipantSqlGateway.class, List.of(), "db/agents-aauth.xml");

  private final PersistenceUnit unit;

  @Activate
  public ParticipantSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private ParticipantSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates an instance for an open unit. Not a constructor, because the component's only visible
   * constructor is for DS.
   */
  public static ParticipantSqlGateway on(PersistenceUnit unit) {
    return new ParticipantSqlGateway(unit);
  }

  /** Closes the persistence unit. */
  @Deactivate
  public void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs one statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }
}
