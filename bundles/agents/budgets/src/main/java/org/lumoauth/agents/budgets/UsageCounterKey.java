/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.time.Instant;

/**
 * The key of one count.
 *
 * @param tenantId the tenant
 * @param holderId the agent
 * @param period the counted quantity
 * @param start the start of the period, in seconds since the epoch
 * @param generation the generation of the budget
 */
record UsageCounterKey(
    String tenantId, String holderId, BudgetMetric period, long start, long generation) {

  static UsageCounterKey at(
      Instant now, String tenantId, BudgetHolder holder, BudgetMetric period) {
    return new UsageCounterKey(
        tenantId, holder.agentId(), period, period.startOf(now), holder.generation());
  }
}
