/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts budgets in the database. */
@Component(
    service = {AgentBudgetService.class, PersistentAgentBudgetService.class},
    property = {
      "lumoauth.kind=agent-budgets",
      "lumoauth.name=agents",
      "lumoauth.web.answers=budget_policy:object The agent's limits and the " + "remaining amounts"
    })
public final class PersistentAgentBudgetService implements AgentBudgetService {

  private final BudgetHolderResolver holders;
  private final BudgetChargeService charges;
  private final BudgetViewFactory view;

  @Activate
  public PersistentAgentBudgetService(
      @Reference BudgetHolderResolver holders, @Reference BudgetChargeService charges) {
    this.holders = holders;
    this.charges = charges;
    this.view = new BudgetViewFactory(charges);
  }

  @Override
  public void charge(TenantContext tenant, String agentId, AgentUsage usage) {
    var use = ChargedUsage.of(usage);
    var counting = use.spends() ? holders.lineageOf(tenant, agentId) : holders.of(tenant, agentId);
    if (!counting.isEmpty()) {
      charges.charge(tenant, counting, use, Instant.now());
    }
  }

  @Override
  public Optional<BigDecimal> approvalThresholdUsd(TenantContext tenant, String agentId) {
    return holders.of(tenant, agentId).stream()
        .map(BudgetHolder::limits)
        .reduce(BudgetLimits::and)
        .flatMap(BudgetLimits::approvalAbove)
        .map(UsdMicrosConverter::usd);
  }

  @Override
  public Map<String, Object> describe(TenantContext tenant, String agentId) {
    return view.of(tenant, holders.of(tenant, agentId));
  }
}
