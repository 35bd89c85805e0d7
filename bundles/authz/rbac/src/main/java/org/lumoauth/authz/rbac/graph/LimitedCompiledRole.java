/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import org.lumoauth.api.authz.RoleAssignmentLimits;

/**
 * A role with limits and its permissions.
 *
 * @param role the role
 * @param limits the limits of the assignment
 */
public record LimitedCompiledRole(CompiledRole role, RoleAssignmentLimits limits) {}
