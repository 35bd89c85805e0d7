package org.lumoauth.authz.rbac.graph;

import org.lumoauth.api.authz.RoleLimits;

/**
 * A role that is held within limits, with what it gives.
 *
 * @param role the role
 * @param limits where and when it counts
 */
public record LimitedRoleGrants(CompiledRole role, RoleLimits limits) {}
