/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.math.BigDecimal;
import java.util.Optional;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;

/** Charges access requests to the agent's budget if the budgets module is installed. */
final class AgentBudgetCharger {

  private static final String NAME = "agents";

  private final ProviderTracker<AgentBudgetService> budgets;

  AgentBudgetCharger(ProviderRegistry providers) {
    this.budgets = providers.track(AgentBudgetService.class);
  }

  void close() {
    budgets.close();
  }

  /**
   * Charges calls to the agent's budget. Each decision counts as one call, in a batch or alone.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code budget_exceeded}; 503 {@code
   *     module_unavailable} while the module is installed but unavailable, since uncounted use is
   *     not allowed
   */
  void charge(TenantContext tenant, String agentId, int calls) {
    var lease = budgets.leaseInstalled(NAME);
    if (lease.isEmpty()) {
      return;
    }
    try (var held = lease.get()) {
      held.get().charge(tenant, agentId, usage(calls));
    }
  }

  private static AgentUsage usage(int calls) {
    return calls == 1
        ? AgentUsage.oneCall()
        : new AgentUsage(calls, 0, BigDecimal.ZERO, Optional.empty());
  }
}
