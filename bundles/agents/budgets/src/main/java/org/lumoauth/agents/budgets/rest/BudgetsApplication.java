package org.lumoauth.agents.budgets.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.budgets.DurableBudgets;
import org.lumoauth.agents.budgets.Holders;
import org.lumoauth.agents.budgets.Policies;
import org.lumoauth.agents.budgets.UsageReports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Budgets over HTTP. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-budgets",
      "lumoauth.web.routes=~/admin/agents/*/budget",
      "lumoauth.web.routes=~/admin/agents/blueprints/*/budget",
      "lumoauth.web.routes=~/agents/me/usage",
      "lumoauth.web.routes=~/agents/me/budget"
    })
public final class BudgetsApplication extends Application {

  private final Set<Object> resources;

  @Activate
  public BudgetsApplication(
      @Reference Holders holders,
      @Reference Policies policies,
      @Reference DurableBudgets budgets,
      @Reference UsageReports reports,
      @Reference BudgetChanges changes) {
    this.resources =
        Set.of(
            new AgentBudgetResource(holders, policies, budgets, changes),
            new BlueprintBudgetResource(holders, policies, changes),
            new UsageResource(budgets, reports));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
