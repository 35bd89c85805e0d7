package org.lumoauth.agents.budgets;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The counts. Each step is one conditional update, decided by the database: no two nodes together
 * count beyond a limit.
 */
@Component(service = UsageCounterStore.class)
public final class UsageCounterStore {

  /** Longer than any stretch that is counted. */
  private static final Duration REPORTS_KEPT = Duration.ofDays(32);

  /** Nobody's limit is higher, and a use more is still a number. */
  private static final long FULL = 4_000_000_000_000_000_000L;

  private static final String PLACE =
      " WHERE tenant_id = ? AND holder_id = ? AND counted = ? AND start_at = ? AND generation = ?";

  private final BudgetPersistenceUnit unit;

  @Activate
  public UsageCounterStore(@Reference BudgetPersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Counts if it fits.
   *
   * @return whether it did
   */
  boolean add(UsageCounter counter, long amount, long limit) {
    ensure(counter);
    return unit.statement(connection -> add(connection, counter, amount, limit));
  }

  /** The same within somebody's transaction; the row must be there. */
  boolean add(Connection connection, UsageCounter counter, long amount, long limit)
      throws SQLException {
    return amount <= limit
        && SqlStatements.update(
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

  /** Takes back what was counted and not used. */
  void release(UsageCounter counter, long amount) {
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

  /** Counts whatever the limit says, within somebody's transaction; the row must be there. */
  void count(Connection connection, UsageCounter counter, long amount) throws SQLException {
    SqlStatements.update(
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

  /** How much is counted. */
  long used(UsageCounter counter) {
    return find(counter).orElse(0);
  }

  /**
   * Makes the row if there is none, and removes what belongs to stretches that are over: counts,
   * and reports older than any.
   */
  void ensure(UsageCounter counter) {
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
      return; // another thread or node was first
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

  private OptionalLong find(UsageCounter counter) {
    return unit.statement(
            connection ->
                SqlStatements.first(
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
