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
record Counter(String tenantId, String holderId, Period period, long start, long generation) {

  static Counter at(Instant now, String tenantId, Holder holder, Period period) {
    return new Counter(
        tenantId, holder.agentId(), period, period.startOf(now), holder.generation());
  }
}
