/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import org.lumoauth.api.authz.RoleAssignmentLimits;

/**
 * A role with limits of one subject.
 *
 * @param roleId the id of the role
 * @param limits the limits of the assignment
 */
public record LimitedRoleAssignmentHolding(String roleId, RoleAssignmentLimits limits) {

  /** No start, in microseconds. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** No end, in microseconds. */
  public static final long NEVER = Long.MAX_VALUE;
}
