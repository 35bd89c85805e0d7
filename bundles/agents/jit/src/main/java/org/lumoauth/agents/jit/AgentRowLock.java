package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/**
 * Lets those who count something of an agent do so one after the other: each changes the agent's
 * row first. Of two nodes that do so at once the database lets one wait.
 */
final class AgentRowLock {

  private final JitPersistenceUnit unit;

  AgentRowLock(JitPersistenceUnit unit) {
    this.unit = unit;
  }

  /** Works in one transaction, in which what is read is what there is then. */
  <T> T runLocked(
      String tenantId, String agentId, Instant now, PersistenceUnit.SqlFunction<T> work) {
    ensure(tenantId, agentId, now);
    return unit.retryOnConflict(
        connection -> {
          JitPersistenceUnit.update(
              connection,
              "update jit_spender set last_us = ? where tenant_id = ? and agent_id = ?",
              JitPersistenceUnit.micros(now),
              tenantId,
              agentId);
          return work.apply(connection);
        });
  }

  private void ensure(String tenantId, String agentId, Instant now) {
    List<Integer> there =
        unit.query(
            row -> row.getInt(1),
            "select count(*) from jit_spender where tenant_id = ? and agent_id = ?",
            tenantId,
            agentId);
    if (there.get(0) > 0) {
      return;
    }
    try {
      unit.update(
          "insert into jit_spender (tenant_id, agent_id, last_us) values (?, ?, ?)",
          tenantId,
          agentId,
          JitPersistenceUnit.micros(now));
    } catch (DuplicateKeyException e) {
      return; // another request of the agent was first
    }
  }
}
