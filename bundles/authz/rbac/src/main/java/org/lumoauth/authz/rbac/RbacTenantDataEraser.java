/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the roles, permissions, assignments and grants of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-rbac"})
public final class RbacTenantDataEraser implements TenantDataEraser {

  private final RbacPersistenceUnit unit;
  private final RoleGraphAndHoldingsCache index;

  @Activate
  public RbacTenantDataEraser(
      @Reference RbacPersistenceUnit unit, @Reference RoleGraphAndHoldingsCache index) {
    this.unit = unit;
    this.index = index;
  }

  @Override
  public void erase(String tenantId) {
    unit.erase(tenantId);
    index.invalidateRoles(tenantId);
  }
}
