package org.lumoauth.agents.budgets;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the budgets of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-budgets"})
public final class BudgetTenantData implements TenantDataOwner {

  private final Policies policies;

  @Activate
  public BudgetTenantData(@Reference Policies policies) {
    this.policies = policies;
  }

  @Override
  public void erase(String tenantId) {
    policies.erase(tenantId);
  }
}
