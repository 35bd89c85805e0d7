/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Records agents' usage reports, each only once. */
public final class UsageReportRecorder {

  private final BudgetHolderResolver holders;
  private final BudgetChargeService charges;
  private final BudgetTransactionRetrier unit;

  public UsageReportRecorder(
      BudgetHolderResolver holders, BudgetChargeService charges, PersistenceUnit unit) {
    this.holders = holders;
    this.charges = charges;
    this.unit = new BudgetTransactionRetrier(unit);
  }

  /**
   * Counts past usage against the agent and all of its ancestors, regardless of the limits.
   *
   * @param key identifies the report among those of the agent, so that it can be resent
   * @return true if it was counted now; false if it was counted before
   * @throws ApiException 422 {@code validation_error} if it is too much for one report, {@code
   *     idempotency_key_reused}; after it was counted, 429 {@code budget_exceeded} if a limit is
   *     exceeded, 403 {@code model_not_allowed}
   */
  public boolean report(
      TenantContext tenant, String agentId, AgentUsage usage, Optional<String> key) {
    var use = ChargedUsage.reported(usage);
    var now = Instant.now();
    var counting = holders.lineageOf(tenant, agentId);
    boolean counted = count(tenant, agentId, counting, use, now, key);
    try {
      charges.requireWithin(tenant, counting, use, now);
    } catch (ApiException refusal) {
      throw BudgetExceededErrorFactory.asRecorded(refusal);
    }
    return counted;
  }

  private boolean count(
      TenantContext tenant,
      String agentId,
      List<BudgetHolder> counting,
      ChargedUsage use,
      Instant now,
      Optional<String> key) {
    if (key.isEmpty()) {
      charges.count(tenant, counting, use, now, BudgetChargeService.NOTHING);
      return true;
    }
    var hashed = hash(key.get());
    var content = hash(use.toString());
    if (isKnown(tenant, agentId, hashed, content)) {
      return false;
    }
    try {
      charges.count(
          tenant,
          counting,
          use,
          now,
          connection -> insert(connection, tenant, agentId, hashed, content, now));
      return true;
    } catch (DuplicateKeyException e) { // a concurrent request with the same report
      return !isKnown(tenant, agentId, hashed, content);
    }
  }

  private boolean isKnown(TenantContext tenant, String agentId, String key, String content) {
    Optional<String> known =
        unit.statement(
            connection ->
                SqlStatementRunner.first(
                    connection,
                    row -> row.getString(1),
                    "SELECT content_hash FROM agb_report WHERE tenant_id = ?"
                        + " AND agent_id = ? AND report_key = ?",
                    tenant.id(),
                    agentId,
                    key));
    if (known.isPresent() && !known.get().equals(content)) {
      throw new ApiException(
          422,
          "idempotency_key_reused",
          "This idempotency key was already used with a different report.");
    }
    return known.isPresent();
  }

  private static void insert(
      Connection connection,
      TenantContext tenant,
      String agentId,
      String key,
      String content,
      Instant now)
      throws SQLException {
    SqlStatementRunner.update(
        connection,
        "INSERT INTO agb_report (tenant_id, agent_id, report_key, content_hash, reported_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        tenant.id(),
        agentId,
        key,
        content,
        now.getEpochSecond());
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
