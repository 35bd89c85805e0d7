package org.lumoauth.agents.ask;

import java.math.BigDecimal;
import java.util.Optional;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Charges what is asked to the agent's budget, where budgets are installed. */
@Component(service = AgentBudgetCharger.class)
public final class AgentBudgetCharger {

  private static final String NAME = "agents";

  private final ProviderTracker<AgentBudgetService> budgets;

  @Activate
  public AgentBudgetCharger(@Reference ProviderRegistry providers) {
    this.budgets = providers.track(AgentBudgetService.class);
  }

  @Deactivate
  void close() {
    budgets.close();
  }

  /**
   * Takes calls from the agent's budget: each decision is one, in a batch or alone.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code budget_exceeded}; 503 {@code
   *     module_unavailable} while the module is installed and away, since nothing may be used that
   *     is not counted
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
