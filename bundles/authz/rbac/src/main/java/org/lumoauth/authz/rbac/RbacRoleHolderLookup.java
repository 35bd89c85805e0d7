/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.Set;
import org.lumoauth.api.authz.RoleHolderLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RoleAssignmentStore;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the subjects that a role is assigned to. */
@Component
public final class RbacRoleHolderLookup implements RoleHolderLookup {

  private final RbacPersistenceUnit unit;

  @Activate
  public RbacRoleHolderLookup(@Reference RbacPersistenceUnit unit) {
    this.unit = unit;
  }

  @Override
  public Set<String> findHolders(TenantContext tenant, String role, String subjectType, int limit) {
    if (limit <= 0) {
      return Set.of();
    }
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            RoleStore.find(em, id, role)
                .map(found -> RoleAssignmentStore.holders(em, id, found.id(), subjectType, limit))
                .map(Set::copyOf)
                .orElse(Set.of()));
  }
}
