package org.lumoauth.authz.rbac;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.authz.rbac.graph.RoleIndex;
import org.lumoauth.authz.rbac.store.RbacUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the roles, permissions, assignments and grants of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-rbac"})
public final class RbacTenantData implements TenantDataOwner {

  private final RbacUnit unit;
  private final RoleIndex index;

  @Activate
  public RbacTenantData(@Reference RbacUnit unit, @Reference RoleIndex index) {
    this.unit = unit;
    this.index = index;
  }

  @Override
  public void erase(String tenantId) {
    unit.erase(tenantId);
    index.rolesChanged(tenantId);
  }
}
