package org.lumoauth.agents.aauthperson.store;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this bundle. It uses plain SQL: each statement is one atomic step. */
@Component(service = PersonServerSqlGateway.class)
public final class PersonServerSqlGateway {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-aauth-person",
          PersonServerSqlGateway.class,
          List.of(),
          "db/agents-aauth-person.xml");

  private final PersistenceUnit unit;

  @Activate
  public PersonServerSqlGateway(@Reference PersistenceUnitFactory units) {
    this(units.open(DEFINITION));
  }

  private PersonServerSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates an instance for an open unit. Not a constructor, because the component's only visible
   * constructor is for DS.
   */
  public static PersonServerSqlGateway on(PersistenceUnit unit) {
    return new PersonServerSqlGateway(unit);
  }

  /** Closes the persistence unit. */
  @Deactivate
  public void close() {
    unit.close();
  }

  /** Runs work on a connection in one transaction. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatementRunner.update(connection, sql, values));
  }

  /**
   * Deletes any number of rows in batches, one transaction each; returns the number of deleted
   * rows.
   */
  public int purge(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }
}
