package org.lumoauth.authz.rbac.graph;

import java.util.Map;
import org.lumoauth.api.authz.RoleRef;

/**
 * A role with everything that it gives, its parents' permissions included.
 *
 * @param ref the role
 * @param grants by permission
 */
public record CompiledRole(RoleRef ref, Map<String, RolePermissionGrant> grants) {}
