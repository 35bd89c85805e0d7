/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit.SqlFunction;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores budgets. */
final class BudgetPolicyStore {

  private static final String COLUMNS =
      "holder_id, tokens_per_day, calls_per_hour, cost_per_month, allowed_models,"
          + " approval_above, generation";
  private static final String PLACE = " WHERE tenant_id = ? AND holder_id = ?";

  private final BudgetTransactionRetrier unit;

  BudgetPolicyStore(PersistenceUnit unit) {
    this.unit = new BudgetTransactionRetrier(unit);
  }

  /**
   * The budgets of a tenant.
   *
   * @param revision the number of changes at the time of reading, or less
   * @param policies all budgets by the id of the agent or blueprint
   */
  record BudgetPolicySnapshot(long revision, Map<String, BudgetPolicy> policies) {}

  BudgetPolicySnapshot load(String tenantId) {
    return new BudgetPolicySnapshot(revision(tenantId), all(tenantId));
  }

  /** Returns how many times the budgets of a tenant were changed. */
  long revision(String tenantId) {
    return unit.statement(
            connection ->
                SqlStatementRunner.first(
                    connection,
                    row -> row.getLong("revision"),
                    "SELECT revision FROM agb_revision WHERE tenant_id = ?",
                    tenantId))
        .orElse(0L);
  }

  private Map<String, BudgetPolicy> all(String tenantId) {
    return unit.statement(
        connection -> {
          var found = new HashMap<String, BudgetPolicy>();
          SqlStatementRunner.list(
                  connection,
                  BudgetPolicyStore::policy,
                  "SELECT " + COLUMNS + " FROM agb_policy WHERE tenant_id = ?",
                  tenantId)
              .forEach(policy -> found.put(policy.holderId(), policy));
          return Map.copyOf(found);
        });
  }

  /** Changes the current state of a budget, or creates it. */
  BudgetPolicy change(String tenantId, String holderId, UnaryOperator<BudgetPolicy> change) {
    return changing(tenantId, connection -> change(connection, tenantId, holderId, change));
  }

  /** Changes budgets and increments the revision. */
  private <T> T changing(String tenantId, SqlFunction<T> change) {
    SqlFunction<T> both =
        connection -> {
          T changed = change.apply(connection);
          count(connection, tenantId);
          return changed;
        };
    try {
      return unit.transaction(both);
    } catch (DuplicateKeyException e) { // created by a concurrent request
      return unit.transaction(both);
    }
  }

  private static void count(Connection connection, String tenantId) throws SQLException {
    String next = "UPDATE agb_revision SET revision = revision + 1 WHERE tenant_id = ?";
    if (SqlStatementRunner.update(connection, next, tenantId) == 0) {
      String first = "INSERT INTO agb_revision (tenant_id, revision) VALUES (?, 1)";
      SqlStatementRunner.update(connection, first, tenantId);
    }
  }

  void delete(String tenantId, String holderId) {
    changing(
        tenantId,
        connection ->
            SqlStatementRunner.update(
                connection, "DELETE FROM agb_policy" + PLACE, tenantId, holderId));
    unit.update("DELETE FROM agb_count" + PLACE, tenantId, holderId);
    unit.update("DELETE FROM agb_report WHERE tenant_id = ? AND agent_id = ?", tenantId, holderId);
  }

  private static BudgetPolicy change(
      Connection connection, String tenantId, String holderId, UnaryOperator<BudgetPolicy> change)
      throws SQLException {
    Optional<BudgetPolicy> before =
        SqlStatementRunner.first(
            connection,
            BudgetPolicyStore::policy,
            "SELECT " + COLUMNS + " FROM agb_policy" + PLACE + " FOR UPDATE",
            tenantId,
            holderId);
    var after = change.apply(before.orElse(new BudgetPolicy(holderId, BudgetLimits.NONE, 0)));
    var limits = after.limits();
    SqlStatementRunner.update(
        connection,
        before.isPresent()
            ? "UPDATE agb_policy SET tokens_per_day = ?, calls_per_hour = ?, cost_per_month = ?,"
                + " allowed_models = ?, approval_above = ?, generation = ?"
                + PLACE
            : "INSERT INTO agb_policy (tokens_per_day, calls_per_hour, cost_per_month,"
                + " allowed_models, approval_above, generation, tenant_id, holder_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        limits.tokensPerDay().orElse(null),
        limits.callsPerHour().orElse(null),
        limits.costPerMonth().orElse(null),
        limits.allowedModels().map(some -> String.join("\n", new TreeSet<>(some))).orElse(null),
        limits.approvalAbove().orElse(null),
        after.generation(),
        tenantId,
        holderId);
    return after;
  }

  private static BudgetPolicy policy(ResultSet row) throws SQLException {
    var models = row.getString("allowed_models");
    return new BudgetPolicy(
        row.getString("holder_id"),
        new BudgetLimits(
            number(row, "tokens_per_day"),
            number(row, "calls_per_hour"),
            number(row, "cost_per_month"),
            Optional.ofNullable(models)
                .map(text -> text.isEmpty() ? Set.<String>of() : Set.of(text.split("\n"))),
            number(row, "approval_above")),
        row.getLong("generation"));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
