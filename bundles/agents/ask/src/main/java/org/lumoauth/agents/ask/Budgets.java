package org.lumoauth.agents.ask;

import java.math.BigDecimal;
import java.util.Optional;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Charges what is asked to the agent's budget, where budgets are installed. */
@Component(service = Budgets.class)
public final class Budgets {

  private static final String NAME = "agents";

  private final Providers<AgentBudgets> budgets;

  @Activate
  public Budgets(@Reference ProviderRegistry providers) {
    this.budgets = providers.follow(AgentBudgets.class);
  }

  @Deactivate
  void close() {
    budgets.close();
  }

  /**
   * Takes calls from the agent's budget: each decision is one, in a batch or alone.
   *
   * @throws org.lumoauth.api.web.Problem 429 {@code budget_exceeded}; 503 {@code
   *     module_unavailable} while the module is installed and away, since nothing may be used that
   *     is not counted
   */
  void charge(TenantContext tenant, String agentId, int calls) {
    var lease = budgets.acquireInstalled(NAME);
    if (lease.isEmpty()) {
      return;
    }
    try (var held = lease.get()) {
      held.get().charge(tenant, agentId, usage(calls));
    }
  }

  private static Usage usage(int calls) {
    return calls == 1 ? Usage.oneCall() : new Usage(calls, 0, BigDecimal.ZERO, Optional.empty());
  }
}
