/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.UserAndResourceAttributeCache;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the policies and attributes of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-abac"})
public final class AbacTenantDataEraser implements TenantDataEraser {

  private final AbacTransactionRunner unit;
  private final PolicyCache policies;
  private final UserAndResourceAttributeCache holders;
  private final RecentDecisionLog recent;

  @Activate
  public AbacTenantDataEraser(
      @Reference AbacTransactionRunner unit,
      @Reference PolicyCache policies,
      @Reference UserAndResourceAttributeCache holders,
      @Reference RecentDecisionLog recent) {
    this.unit = unit;
    this.policies = policies;
    this.holders = holders;
    this.recent = recent;
  }

  @Override
  public void erase(String tenantId) {
    unit.erase(tenantId);
    policies.invalidate(tenantId);
    holders.invalidate(tenantId);
    recent.invalidate(tenantId);
  }
}
