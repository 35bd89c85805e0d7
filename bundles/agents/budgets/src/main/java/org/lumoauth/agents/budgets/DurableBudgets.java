package org.lumoauth.agents.budgets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Budgets that are counted in the store. */
@Component(
    service = {AgentBudgets.class, DurableBudgets.class},
    property = {
      "lumoauth.kind=agent-budgets",
      "lumoauth.name=agents",
      "lumoauth.web.answers=budget_policy:object What the agent may use up, and what is left"
    })
public final class DurableBudgets implements AgentBudgets {

  private final Holders holders;
  private final Charges charges;
  private final BudgetView view;

  @Activate
  public DurableBudgets(
      @Reference Holders holders, @Reference Charges charges, @Reference BudgetView view) {
    this.holders = holders;
    this.charges = charges;
    this.view = view;
  }

  @Override
  public void charge(TenantContext tenant, String agentId, Usage usage) {
    var use = Use.of(usage);
    var counting = use.spends() ? holders.line(tenant, agentId) : holders.of(tenant, agentId);
    if (!counting.isEmpty()) {
      charges.charge(tenant, counting, use, Instant.now());
    }
  }

  @Override
  public Optional<BigDecimal> approvalAboveUsd(TenantContext tenant, String agentId) {
    return holders.of(tenant, agentId).stream()
        .map(Holder::limits)
        .reduce(Limits::and)
        .flatMap(Limits::approvalAbove)
        .map(Money::usd);
  }

  @Override
  public Map<String, Object> describe(TenantContext tenant, String agentId) {
    return view.of(tenant, holders.of(tenant, agentId));
  }
}
