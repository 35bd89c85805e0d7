package org.lumoauth.agents.budgets;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the budgets of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-budgets"})
public final class BudgetTenantDataEraser implements TenantDataEraser {

  private final BudgetPolicyCache policies;

  @Activate
  public BudgetTenantDataEraser(@Reference BudgetPolicyCache policies) {
    this.policies = policies;
  }

  @Override
  public void erase(String tenantId) {
    policies.erase(tenantId);
  }
}
