/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts the usage of agents against their budgets, exactly and across all nodes. An agent's usage
 * also counts against the budgets of its parents. Calls for an agent without a budget cost no
 * database access. Registered with {@code lumoauth.kind=agent-budgets} and {@code
 * lumoauth.name=agents}.
 */
@ProviderType
public interface AgentBudgetService {

  /**
   * Charges a use to the agent's budget before it happens. If the use does not fit or one of the
   * limits is already exhausted, the budget remains unchanged.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code budget_exceeded} with the remaining
   *     amounts and the time of the reset, 403 {@code model_not_allowed} if the model is not among
   *     the allowed ones
   */
  void charge(TenantContext tenant, String agentId, AgentUsage usage);

  /**
   * Returns the cost in US dollars above which a person must approve a use, or empty if there is no
   * such limit.
   */
  default Optional<BigDecimal> approvalThresholdUsd(TenantContext tenant, String agentId) {
    return Optional.empty();
  }

  /**
   * Returns the part of the budget that the agent may see, as a JSON object: {@code
   * max_tokens_per_day} and the other limits, {@code tokens_used_today} and the other counts,
   * {@code remaining} and {@code resets_at}. Empty if the agent has no budget.
   */
  default Map<String, Object> describe(TenantContext tenant, String agentId) {
    return Map.of();
  }
}
