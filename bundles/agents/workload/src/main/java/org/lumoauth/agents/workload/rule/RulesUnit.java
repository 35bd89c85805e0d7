package org.lumoauth.agents.workload.rule;

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
@Component(service = RulesUnit.class)
public final class RulesUnit {

  /** The unit. */
  public static final UnitDefinition DEFINITION =
      new UnitDefinition("agents-workload", RulesUnit.class, List.of(), "db/agents-workload.xml");

  /** A query, with the values of its question marks. */
  record Query(String sql, Object... values) {}

  private final PersistenceUnit unit;

  @Activate
  public RulesUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private RulesUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static RulesUnit on(PersistenceUnit unit) {
    return new RulesUnit(unit);
  }

  /** Closes the unit. */
  @Deactivate
  public void close() {
    unit.close();
  }

  /** Carries out one statement; how many rows it changed. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> Statements.update(connection, sql, values));
  }

  /** Carries out one statement if a query finds more than one row, which it locks until then. */
  int updateIfSeveral(Query query, String sql, Object... values) {
    return unit.jdbc(
        connection ->
            Statements.list(connection, row -> row.getString(1), query.sql(), query.values()).size()
                    > 1
                ? Statements.update(connection, sql, values)
                : 0);
  }

  /** What one query reads of every row. */
  <T> List<T> list(Statements.RowReader<T> reader, String sql, Object... values) {
    return unit.jdbc(connection -> Statements.list(connection, reader, sql, values));
  }
}
