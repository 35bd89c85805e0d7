package org.lumoauth.authz.rbac.store;

import java.util.List;
import java.util.Set;

/**
 * What one subject holds directly, all of one moment.
 *
 * @param roleIds roles
 * @param permissionIds numbers of permissions that it was given without a role
 * @param limited roles within limits
 */
public record DirectHoldings(
    List<String> roleIds, Set<Long> permissionIds, List<LimitedRoleHolding> limited) {
  public DirectHoldings {
    roleIds = List.copyOf(roleIds);
    permissionIds = Set.copyOf(permissionIds);
    limited = List.copyOf(limited);
  }
}
