/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.agents.jit.request.AutomaticGrantSpendStore;
import org.lumoauth.agents.jit.request.JitRequestedAccess;
import org.lumoauth.agents.jit.request.RequestCost;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;

/**
 * Decides whether the cost of a request requires a person by the agent's budget. The total includes
 * earlier grants without approval in the same task and its subtasks, and recent grants of any task,
 * so that splitting a payment does not avoid the approval. A grant of a sub-agent counts for its
 * ancestors, too.
 */
public final class JitApprovalCostCheck {

  private final JitAgentResolver agents;
  private final JitOptionalModuleLookup neighbours;
  private final AutomaticGrantSpendStore spends;
  private final AgentTaskLifecycleService tasks;

  public JitApprovalCostCheck(
      JitAgentResolver agents,
      JitOptionalModuleLookup neighbours,
      PersistenceUnit unit,
      AgentTaskLifecycleService tasks) {
    this.agents = agents;
    this.neighbours = neighbours;
    this.spends = new AutomaticGrantSpendStore(unit);
    this.tasks = tasks;
  }

  /**
   * Returns whether the request alone exceeds the approval limit of its agent's budget, or may
   * exceed it.
   */
  public boolean isExceeded(TenantContext tenant, Agent agent, JitRequestedAccess wanted) {
    return neighbours
        .approvalAboveUsd(tenant, agent.id())
        .filter(RequestCost.of(wanted)::mayExceed)
        .isPresent();
  }

  /**
   * Returns whether a request exceeds the limit together with earlier grants of the agent, or of
   * one of its ancestors with all their descendants. If it does not, its cost is stored.
   *
   * @param requestId the id of the request, which is not stored yet
   * @param lookBack how long grants for other tasks of the agent count
   */
  public boolean isExceededWithEarlier(
      TenantContext tenant,
      AgentTask task,
      String requestId,
      JitRequestedAccess wanted,
      Duration lookBack) {
    RequestCost cost = RequestCost.of(wanted);
    if (!cost.known() || cost.usd().signum() == 0) {
      return false; // no limit, or no cost to add
    }
    Instant now = tasks.now();
    String whole = tasks.rootTask(tenant, task).id();
    boolean fits = false;
    try {
      fits =
          agents.ancestorIds(tenant, task.agentId()).stream()
              .map(
                  id ->
                      new AutomaticGrantSpendStore.JitSpend(requestId, id, whole, cost.usd(), now))
              .noneMatch(spend -> exceeds(tenant, spend, now.minus(lookBack)));
      return !fits;
    } finally {
      if (!fits) { // the request goes to approvers, or the check failed
        spends.remove(tenant.id(), requestId);
      }
    }
  }

  private boolean exceeds(
      TenantContext tenant, AutomaticGrantSpendStore.JitSpend spend, Instant from) {
    BigDecimal sum = spends.add(tenant.id(), spend, from);
    return neighbours
        .approvalAboveUsd(tenant, spend.agentId())
        .filter(limit -> sum.compareTo(limit) > 0)
        .isPresent();
  }
}
