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

/**
 * The persistence unit of this bundle. It uses plain SQL, because decisions depend on the number of
 * rows that a statement changed.
 */
@Component(service = BudgetSqlGateway.class)
public final class BudgetSqlGateway {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetSqlGateway.class);
  private static final int TRIES = 10;

  private final PersistenceUnit unit;

  @Activate
  public BudgetSqlGateway(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new PersistenceUnitDefinition(
                "agents-budgets", BudgetSqlGateway.class, List.of(), "db/agents-budgets.xml"));
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Runs work in which each statement is its own transaction, with retries after transient
   * failures.
   */
  <T> T statement(SqlFunction<T> work) {
    return again(() -> unit.autoCommit(work));
  }

  /** Runs work in one transaction, with retries after transient failures. */
  <T> T transaction(SqlFunction<T> work) {
    return again(() -> unit.jdbc(work));
  }

  /** Runs one statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return statement(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Deletes any number of rows in batches, one transaction each, with retries after transient
   * failures.
   *
   * @return the number of rows deleted by the last attempt
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
