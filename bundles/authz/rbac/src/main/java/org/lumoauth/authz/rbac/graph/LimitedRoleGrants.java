package org.lumoauth.authz.rbac.graph;

import org.lumoauth.api.authz.RoleLimits;

/**
 * A role with limits and its permissions.
 *
 * @param role the role
 * @param limits the limits of the assignment
 */
public record LimitedRoleGrants(CompiledRole role, RoleLimits limits) {}
