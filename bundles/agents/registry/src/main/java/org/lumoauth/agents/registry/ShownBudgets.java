package org.lumoauth.agents.registry;

import java.util.Map;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Budgets as agents see them, where the module that keeps them is installed. */
@Component(service = ShownBudgets.class)
public final class ShownBudgets {

  private final Providers<AgentBudgets> budgets;

  @Activate
  public ShownBudgets(@Reference ProviderRegistry providers) {
    this.budgets = providers.follow(AgentBudgets.class);
  }

  @Deactivate
  void close() {
    budgets.close();
  }

  Map<String, Object> of(TenantContext tenant, String agentId) {
    var lease = budgets.acquire("agents");
    if (lease.isEmpty()) {
      return Map.of();
    }
    try (var held = lease.get()) {
      return held.get().describe(tenant, agentId);
    }
  }
}
