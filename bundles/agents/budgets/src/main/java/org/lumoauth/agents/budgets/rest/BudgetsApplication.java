/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.budgets.BudgetChargeService;
import org.lumoauth.agents.budgets.BudgetHolderResolver;
import org.lumoauth.agents.budgets.BudgetPolicyCache;
import org.lumoauth.agents.budgets.PersistentAgentBudgetService;
import org.lumoauth.agents.budgets.UsageReportRecorder;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of budgets. */
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
      @Reference BudgetHolderResolver holders,
      @Reference BudgetPolicyCache policies,
      @Reference PersistentAgentBudgetService budgets,
      @Reference BudgetChargeService charges,
      @Reference PersistenceUnit unit,
      @Reference AuditLog audit) {
    var changes = new BudgetAdminService(holders, policies, audit);
    var reports = new UsageReportRecorder(holders, charges, unit);
    this.resources =
        Set.of(
            new AgentBudgetResource(holders, policies, budgets, changes),
            new BlueprintBudgetResource(holders, policies, changes),
            new AgentUsageResource(budgets, reports));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
