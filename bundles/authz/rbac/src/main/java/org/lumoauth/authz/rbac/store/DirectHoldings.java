/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.List;
import java.util.Set;

/**
 * The direct holdings of one subject, from one snapshot.
 *
 * @param roleIds the ids of roles
 * @param permissionIds the numbers of direct permissions
 * @param limited the roles with limits
 */
public record DirectHoldings(
    List<String> roleIds, Set<Long> permissionIds, List<LimitedRoleAssignmentHolding> limited) {
  public DirectHoldings {
    roleIds = List.copyOf(roleIds);
    permissionIds = Set.copyOf(permissionIds);
    limited = List.copyOf(limited);
  }
}
