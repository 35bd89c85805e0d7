package org.lumoauth.agents.jit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether a request costs more than the agent's budget lets pass without a person. What was granted
 * without one before counts with it, in the same task and its parts and lately in any: one payment
 * is not cheaper in many pieces. What a sub-agent was granted counts for those above it as well.
 */
@Component(service = JitCostThreshold.class)
public final class JitCostThreshold {

  private final JitAgentResolver agents;
  private final JitOptionalServices neighbours;
  private final JitSpendStore spends;
  private final AgentTaskManager tasks;

  @Activate
  public JitCostThreshold(
      @Reference JitAgentResolver agents,
      @Reference JitOptionalServices neighbours,
      @Reference JitSpendStore spends,
      @Reference AgentTaskManager tasks) {
    this.agents = agents;
    this.neighbours = neighbours;
    this.spends = spends;
    this.tasks = tasks;
  }

  /** Whether the request alone costs more than its agent's budget lets pass, or may do so. */
  boolean isExceeded(TenantContext tenant, Agent agent, JitRequestedAccess wanted) {
    return neighbours
        .approvalAboveUsd(tenant, agent.id())
        .filter(RequestCost.of(wanted)::mayExceed)
        .isPresent();
  }

  /**
   * Whether a request that is about to be granted costs more together with what was granted before:
   * to the agent, or to one above it and all below that. What it costs is kept if not.
   *
   * @param requestId the request, which is not kept yet
   * @param lookBack for how long what was granted to the agent for other tasks counts
   */
  boolean isExceededWithEarlier(
      TenantContext tenant,
      AgentTask task,
      String requestId,
      JitRequestedAccess wanted,
      Duration lookBack) {
    RequestCost cost = RequestCost.of(wanted);
    if (!cost.known() || cost.usd().signum() == 0) {
      return false; // there is no limit, or nothing to add up
    }
    Instant now = tasks.now();
    String whole = tasks.rootTask(tenant, task).id();
    boolean fits = false;
    try {
      fits =
          agents.ancestorIds(tenant, task.agentId()).stream()
              .map(id -> new JitSpendStore.JitSpend(requestId, id, whole, cost.usd(), now))
              .noneMatch(spend -> exceeds(tenant, spend, now.minus(lookBack)));
      return !fits;
    } finally {
      if (!fits) { // people are asked for it, or it failed half-way
        spends.remove(tenant.id(), requestId);
      }
    }
  }

  private boolean exceeds(TenantContext tenant, JitSpendStore.JitSpend spend, Instant from) {
    BigDecimal sum = spends.add(tenant.id(), spend, from);
    return neighbours
        .approvalAboveUsd(tenant, spend.agentId())
        .filter(limit -> sum.compareTo(limit) > 0)
        .isPresent();
  }
}
