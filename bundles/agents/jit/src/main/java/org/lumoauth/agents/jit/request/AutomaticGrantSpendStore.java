/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.jit.task.AgentRowLock;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Stores the cost of automatic grants to agents, in millionths of a US dollar. Every statement is
 * restricted to a tenant.
 */
public final class AutomaticGrantSpendStore {

  private static final int SCALE = 6;

  /**
   * Upper bound of a stored cost; it exceeds every limit, so higher costs are stored as this value.
   */
  private static final BigDecimal MOST = new BigDecimal("1000000000000000");

  /** Retention of costs: longer than any task and any look-back period of a tenant. */
  private static final Duration KEPT = Duration.ofDays(2);

  private final PersistenceUnit unit;
  private final AgentRowLock turns;

  public AutomaticGrantSpendStore(PersistenceUnit unit) {
    this.unit = unit;
    this.turns = new AgentRowLock(unit);
  }

  /**
   * The cost of a request.
   *
   * @param requestId the id of the request
   * @param agentId the agent that the cost counts for: the requesting agent or one of its ancestors
   * @param wholeId the id of the root task
   * @param usd the cost in US dollars
   * @param at the time of the request
   */
  public record JitSpend(
      String requestId, String agentId, String wholeId, BigDecimal usd, Instant at) {}

  /**
   * Stores a cost and returns the total. Calls for the same agent are serialized.
   *
   * @param from grants of any task since this time are included
   * @return the total in US dollars
   */
  public BigDecimal add(String tenantId, JitSpend spend, Instant from) {
    return turns.runLocked(
        tenantId,
        spend.agentId(),
        spend.at(),
        connection -> add(connection, tenantId, spend, from));
  }

  private static BigDecimal add(
      Connection connection, String tenantId, JitSpend spend, Instant from) throws SQLException {
    SqlStatementRunner.update( // deletes faster than rows arrive, with a bound per request
        connection,
        "delete from jit_spend where tenant_id = ? and agent_id = ? and created_us < ? limit 100",
        tenantId,
        spend.agentId(),
        spend.at().minus(KEPT));
    SqlStatementRunner.update(
        connection,
        "insert into jit_spend (tenant_id, request_id, agent_id, whole_id, cost_micros, created_us)"
            + " values (?, ?, ?, ?, ?, ?)",
        tenantId,
        spend.requestId(),
        spend.agentId(),
        spend.wholeId(),
        micros(spend.usd()),
        spend.at());
    return SqlStatementRunner.list(
            connection,
            row -> row.getBigDecimal(1).movePointLeft(SCALE),
            "select sum(cost_micros) from jit_spend where tenant_id = ? and agent_id = ?"
                + " and (whole_id = ? or created_us > ?)",
            tenantId,
            spend.agentId(),
            spend.wholeId(),
            from)
        .get(0);
  }

  /**
   * Removes the cost of a request for all agents: the request was not granted, or requires
   * approval.
   */
  public void remove(String tenantId, String requestId) {
    unit.update(
        "delete from jit_spend where tenant_id = ? and request_id = ?", tenantId, requestId);
  }

  /** Converts a cost, rounded up: the total is never lower than the actual cost. */
  private static long micros(BigDecimal usd) {
    return usd.movePointRight(SCALE).setScale(0, RoundingMode.CEILING).min(MOST).longValueExact();
  }
}
