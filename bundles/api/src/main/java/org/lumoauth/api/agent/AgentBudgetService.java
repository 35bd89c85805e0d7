package org.lumoauth.api.agent;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what agents use against what they may use, exactly, on all nodes together. What an agent
 * uses counts against the agents above it too. An agent without a budget costs nothing here.
 * Registered with {@code lumoauth.kind=agent-budgets} and {@code lumoauth.name=agents}.
 */
@ProviderType
public interface AgentBudgetService {

  /**
   * Takes a use from the agent's budget before it happens. Nothing is taken where it does not fit,
   * or where one of the limits is used up already.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code budget_exceeded} with what is left and
   *     when it begins anew, 403 {@code model_not_allowed} for a model that is not among the
   *     allowed
   */
  void charge(TenantContext tenant, String agentId, AgentUsage usage);

  /**
   * The cost in US dollars above which a person has to approve a use; empty where there is none.
   */
  default Optional<BigDecimal> approvalThresholdUsd(TenantContext tenant, String agentId) {
    return Optional.empty();
  }

  /**
   * What an agent may see of its budget, as a JSON object: {@code max_tokens_per_day} and the other
   * limits, {@code tokens_used_today} and the other counts, {@code remaining} and {@code
   * resets_at}. Empty without a budget.
   */
  default Map<String, Object> describe(TenantContext tenant, String agentId) {
    return Map.of();
  }
}
