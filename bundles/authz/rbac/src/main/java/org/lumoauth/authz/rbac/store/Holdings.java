package org.lumoauth.authz.rbac.store;

import java.util.List;
import java.util.Set;

/**
 * What one subject holds directly, all of one moment.
 *
 * @param roleIds roles
 * @param permissionIds numbers of permissions that it was given without a role
 */
public record Holdings(List<String> roleIds, Set<Long> permissionIds) {
  public Holdings {
    roleIds = List.copyOf(roleIds);
    permissionIds = Set.copyOf(permissionIds);
  }
}
