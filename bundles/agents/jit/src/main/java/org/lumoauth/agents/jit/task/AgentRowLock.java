/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Serializes transactions that count rows of an agent: each updates the agent's row first, so the
 * database blocks a concurrent transaction, also of another node.
 */
public final class AgentRowLock {

  private final PersistenceUnit unit;

  public AgentRowLock(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Runs work in a transaction in which reads see committed rows. */
  public <T> T runLocked(
      String tenantId, String agentId, Instant now, PersistenceUnit.SqlFunction<T> work) {
    ensure(tenantId, agentId, now);
    return unit.retryingTransaction(
        connection -> {
          SqlStatementRunner.update(
              connection,
              "update jit_spender set last_us = ? where tenant_id = ? and agent_id = ?",
              now,
              tenantId,
              agentId);
          return work.apply(connection);
        });
  }

  private void ensure(String tenantId, String agentId, Instant now) {
    long there =
        unit.count(
            "select count(*) from jit_spender where tenant_id = ? and agent_id = ?",
            tenantId,
            agentId);
    if (there > 0) {
      return;
    }
    try {
      unit.update(
          "insert into jit_spender (tenant_id, agent_id, last_us) values (?, ?, ?)",
          tenantId,
          agentId,
          now);
    } catch (DuplicateKeyException e) {
      return; // another request of the agent created the row first
    }
  }
}
