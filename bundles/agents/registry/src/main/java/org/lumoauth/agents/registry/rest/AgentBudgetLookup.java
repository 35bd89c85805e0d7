/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import java.util.Map;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks up the budgets of agents if the budget module is installed. */
@Component(service = AgentBudgetLookup.class)
public final class AgentBudgetLookup {

  private final ProviderTracker<AgentBudgetService> budgets;

  @Activate
  public AgentBudgetLookup(@Reference ProviderRegistry providers) {
    this.budgets = providers.track(AgentBudgetService.class);
  }

  @Deactivate
  void close() {
    budgets.close();
  }

  Map<String, Object> of(TenantContext tenant, String agentId) {
    var lease = budgets.lease("agents");
    if (lease.isEmpty()) {
      return Map.of();
    }
    try (var held = lease.get()) {
      return held.get().describe(tenant, agentId);
    }
  }
}
