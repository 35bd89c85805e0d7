/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores usage counts. Each step is one conditional update, decided by the database, so that
 * concurrent nodes never exceed a limit.
 */
@Component(service = UsageCounterStore.class)
public final class UsageCounterStore {

  /** longer than any counted period */
  private static final Duration REPORTS_KEPT = Duration.ofDays(32);

  /** Above any limit, and still far enough from an overflow. */
  private static final long FULL = 4_000_000_000_000_000_000L;

  private static final String PLACE =
      " WHERE tenant_id = ? AND holder_id = ? AND counted = ? AND start_at = ? AND generation = ?";

  private final BudgetTransactionRetrier unit;

  @Activate
  public UsageCounterStore(@Reference PersistenceUnit unit) {
    this.unit = new BudgetTransactionRetrier(unit);
  }

  /**
   * Counts an amount if it fits into the limit.
   *
   * @return whether it was counted
   */
  boolean add(UsageCounterKey counter, long amount, long limit) {
    ensure(counter);
    return unit.statement(connection -> add(connection, counter, amount, limit));
  }

  /** Counts an amount within the caller's transaction if it fits; the row must exist. */
  boolean add(Connection connection, UsageCounterKey counter, long amount, long limit)
      throws SQLException {
    return amount <= limit
        && SqlStatementRunner.update(
                connection,
                "UPDATE agb_count SET used = used + ?" + PLACE + " AND used <= ?",
                amount,
                counter.tenantId(),
                counter.holderId(),
                counter.period().column(),
                counter.start(),
                counter.generation(),
                limit - amount)
            == 1;
  }

  /** Releases an amount that was counted but not used. */
  void release(UsageCounterKey counter, long amount) {
    unit.update(
        "UPDATE agb_count SET used = used - ?" + PLACE + " AND used >= ?",
        amount,
        counter.tenantId(),
        counter.holderId(),
        counter.period().column(),
        counter.start(),
        counter.generation(),
        amount);
  }

  /**
   * Counts an amount within the caller's transaction, regardless of the limit; the row must exist.
   */
  void count(Connection connection, UsageCounterKey counter, long amount) throws SQLException {
    SqlStatementRunner.update(
        connection,
        "UPDATE agb_count SET used = used + ?" + PLACE + " AND used <= ?",
        amount,
        counter.tenantId(),
        counter.holderId(),
        counter.period().column(),
        counter.start(),
        counter.generation(),
        FULL);
  }

  /** Returns the counted amount. */
  long used(UsageCounterKey counter) {
    return find(counter).orElse(0);
  }

  /** Creates the row if it does not exist, and removes expired counts and reports. */
  void ensure(UsageCounterKey counter) {
    if (find(counter).isPresent()) {
      return;
    }
    try {
      unit.update(
          "INSERT INTO agb_count (tenant_id, holder_id, counted, start_at, generation, used)"
              + " VALUES (?, ?, ?, ?, ?, 0)",
          counter.tenantId(),
          counter.holderId(),
          counter.period().column(),
          counter.start(),
          counter.generation());
    } catch (DuplicateKeyException e) {
      return; // a concurrent thread or node created it
    }
    unit.purge(
        "DELETE FROM agb_count WHERE tenant_id = ? AND holder_id = ? AND counted = ?"
            + " AND start_at < ?",
        counter.tenantId(),
        counter.holderId(),
        counter.period().column(),
        counter.start());
    unit.purge(
        "DELETE FROM agb_report WHERE tenant_id = ? AND agent_id = ? AND reported_at < ?",
        counter.tenantId(),
        counter.holderId(),
        counter.start() - REPORTS_KEPT.toSeconds());
  }

  private OptionalLong find(UsageCounterKey counter) {
    return unit.statement(
            connection ->
                SqlStatementRunner.first(
                    connection,
                    row -> row.getLong(1),
                    "SELECT used FROM agb_count" + PLACE,
                    counter.tenantId(),
                    counter.holderId(),
                    counter.period().column(),
                    counter.start(),
                    counter.generation()))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
