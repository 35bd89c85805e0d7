package org.lumoauth.agents.jit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps what was granted to agents without asking anybody, in millionths of a US dollar. Every
 * statement names the tenant.
 */
@Component(service = JitSpendStore.class)
public final class JitSpendStore {

  private static final int SCALE = 6;

  /** A sum that no limit lets pass: what is more is kept as this. */
  private static final BigDecimal MOST = new BigDecimal("1000000000000000");

  /** Tasks, and the time that a tenant looks back, are shorter. */
  private static final Duration KEPT = Duration.ofDays(2);

  private final JitPersistenceUnit unit;
  private final AgentRowLock turns;

  @Activate
  public JitSpendStore(@Reference JitPersistenceUnit unit) {
    this.unit = unit;
    this.turns = new AgentRowLock(unit);
  }

  /**
   * What a request would cost.
   *
   * @param requestId the request
   * @param agentId for whom it counts: the agent whose it is, or one above it
   * @param wholeId the task that its task is a part of, however deep, or its task
   * @param usd the cost
   * @param at when it is made
   */
  record JitSpend(String requestId, String agentId, String wholeId, BigDecimal usd, Instant at) {}

  /**
   * Keeps a cost, and adds up what there is with it, one after the other for each agent.
   *
   * @param from what the agent was granted since then counts, whatever task it was for
   * @return the sum in US dollars
   */
  BigDecimal add(String tenantId, JitSpend spend, Instant from) {
    return turns.runLocked(
        tenantId,
        spend.agentId(),
        spend.at(),
        connection -> add(connection, tenantId, spend, from));
  }

  private static BigDecimal add(
      Connection connection, String tenantId, JitSpend spend, Instant from) throws SQLException {
    JitPersistenceUnit.update( // more than comes, and never many in a request
        connection,
        "delete from jit_spend where tenant_id = ? and agent_id = ? and created_us < ? limit 100",
        tenantId,
        spend.agentId(),
        JitPersistenceUnit.micros(spend.at().minus(KEPT)));
    JitPersistenceUnit.update(
        connection,
        "insert into jit_spend (tenant_id, request_id, agent_id, whole_id, cost_micros, created_us)"
            + " values (?, ?, ?, ?, ?, ?)",
        tenantId,
        spend.requestId(),
        spend.agentId(),
        spend.wholeId(),
        micros(spend.usd()),
        JitPersistenceUnit.micros(spend.at()));
    return JitPersistenceUnit.query(
            connection,
            row -> row.getBigDecimal(1).movePointLeft(SCALE),
            "select sum(cost_micros) from jit_spend where tenant_id = ? and agent_id = ?"
                + " and (whole_id = ? or created_us > ?)",
            tenantId,
            spend.agentId(),
            spend.wholeId(),
            JitPersistenceUnit.micros(from))
        .get(0);
  }

  /** Takes a cost back, for whomever it counts: it was not granted, or people are asked for it. */
  void remove(String tenantId, String requestId) {
    unit.update(
        "delete from jit_spend where tenant_id = ? and request_id = ?", tenantId, requestId);
  }

  /** Removes everything of a tenant. */
  void erase(String tenantId) {
    unit.purge("delete from jit_spend where tenant_id = ?", tenantId);
    unit.purge("delete from jit_spender where tenant_id = ?", tenantId);
  }

  /** Rounded up: what is added up is never less than what it costs. */
  private static long micros(BigDecimal usd) {
    return usd.movePointRight(SCALE).setScale(0, RoundingMode.CEILING).min(MOST).longValueExact();
  }
}
