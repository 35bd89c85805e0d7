package org.lumoauth.agents.budgets;

import java.time.Instant;

/**
 * One count in the store.
 *
 * @param tenantId whose it is
 * @param holderId of which agent
 * @param period what is counted
 * @param start since when, in seconds since the epoch
 * @param generation of which generation of the budget
 */
record UsageCounter(
    String tenantId, String holderId, BudgetPeriod period, long start, long generation) {

  static UsageCounter at(Instant now, String tenantId, BudgetHolder holder, BudgetPeriod period) {
    return new UsageCounter(
        tenantId, holder.agentId(), period, period.startOf(now), holder.generation());
  }
}
