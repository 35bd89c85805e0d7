package org.lumoauth.api.agent;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what agents use against what they may use, exactly, on all nodes together. An agent
 * without a budget costs nothing here. Registered with {@code lumoauth.kind=agent-budgets} and
 * {@code lumoauth.name=agents}.
 */
@ProviderType
public interface AgentBudgets {

  /**
   * Takes a use from the agent's budget before it happens. Nothing is taken where it does not fit.
   *
   * @throws org.lumoauth.api.web.Problem 429 {@code budget_exceeded} with what is left and when it
   *     begins anew, 403 {@code model_not_allowed} for a model that is not among the allowed
   */
  void charge(TenantContext tenant, String agentId, Usage usage);
}
