package org.lumoauth.agents.budgets;

import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit.SqlFunction;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundle's tables. Plain SQL only: what decides is how many rows a statement changed. */
@Component(service = BudgetPersistenceUnit.class)
public final class BudgetPersistenceUnit {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetPersistenceUnit.class);
  private static final int TRIES = 10;

  private final PersistenceUnit unit;

  @Activate
  public BudgetPersistenceUnit(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new PersistenceUnitDefinition(
                "agents-budgets", BudgetPersistenceUnit.class, List.of(), "db/agents-budgets.xml"));
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Runs work in which each statement commits by itself, again where the database gave it up. */
  <T> T statement(SqlFunction<T> work) {
    return again(() -> unit.autoCommit(work));
  }

  /** Runs work in one transaction, again where the database gave it up. */
  <T> T transaction(SqlFunction<T> work) {
    return again(() -> unit.jdbc(work));
  }

  /** Runs one statement and returns how many rows it changed. */
  int update(String sql, Object... values) {
    return statement(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Deletes however many rows, so many in a transaction, again where the database gave one up.
   *
   * @return how many the last try deleted
   */
  int purge(String delete, Object... values) {
    return again(() -> unit.deleteInBatches(delete, values));
  }

  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return work.get();
      } catch (StaleDataException e) {
        LOG.debug("budget.conflict attempt={}", attempt);
      }
    }
    return work.get();
  }
}
