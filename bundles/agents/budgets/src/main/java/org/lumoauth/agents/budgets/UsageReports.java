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
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes reports of what agents used, each once. */
@Component(service = UsageReports.class)
public final class UsageReports {

  private final Holders holders;
  private final Charges charges;
  private final CountTable table;
  private final BudgetUnit unit;

  @Activate
  public UsageReports(
      @Reference Holders holders,
      @Reference Charges charges,
      @Reference CountTable table,
      @Reference BudgetUnit unit) {
    this.holders = holders;
    this.charges = charges;
    this.table = table;
    this.unit = unit;
  }

  /**
   * Counts what was used.
   *
   * @param key tells the report from others of the agent, where it may be sent again
   * @return whether it was counted now; false if it was before
   * @throws Problem 429 {@code budget_exceeded} if it does not fit: the agent's own budget is then
   *     used up; 403 {@code model_not_allowed}; 422 {@code idempotency_key_reused}
   */
  public boolean report(TenantContext tenant, String agentId, Usage usage, Optional<String> key) {
    var use = Use.of(usage);
    var now = Instant.now();
    var counting = holders.of(tenant, agentId);
    if (counting.isEmpty()) {
      return true; // without a budget nothing is counted, so nothing can be counted twice
    }
    var content = hash(use.toString());
    if (key.isPresent() && isKnown(tenant, agentId, hash(key.get()), content)) {
      return false;
    }
    try {
      charges.charge(
          tenant,
          counting,
          use,
          now,
          key.isPresent()
              ? connection -> insert(connection, tenant, agentId, hash(key.get()), content, now)
              : Charges.NOTHING);
      return true;
    } catch (DuplicateKeyException e) { // the same report at the same time
      return !isKnown(tenant, agentId, hash(key.orElseThrow()), content);
    } catch (Problem refusal) {
      if (refusal.status() == 429) {
        exhaust(tenant, agentId, counting, use, now);
      }
      throw refusal;
    }
  }

  /** What happened has happened: where it went beyond the agent's own limit nothing is left. */
  private void exhaust(
      TenantContext tenant, String agentId, List<Holder> counting, Use use, Instant now) {
    for (var holder : counting) {
      for (var period : List.of(Period.TOKENS, Period.COST)) {
        var limit = holder.limits().of(period);
        if (holder.agentId().equals(agentId) && limit.isPresent()) {
          var counter = Counter.at(now, tenant.id(), holder, period);
          if (table.used(counter) + use.of(period) > limit.get()) {
            table.exhaust(counter, limit.get());
          }
        }
      }
    }
  }

  private boolean isKnown(TenantContext tenant, String agentId, String key, String content) {
    Optional<String> known =
        unit.statement(
            connection ->
                Statements.first(
                    connection,
                    row -> row.getString(1),
                    "SELECT content_hash FROM agb_report WHERE tenant_id = ?"
                        + " AND agent_id = ? AND report_key = ?",
                    tenant.id(),
                    agentId,
                    key));
    if (known.isPresent() && !known.get().equals(content)) {
      throw new Problem(
          422, "idempotency_key_reused", "This key was sent with another report before.");
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
    Statements.update(
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
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
