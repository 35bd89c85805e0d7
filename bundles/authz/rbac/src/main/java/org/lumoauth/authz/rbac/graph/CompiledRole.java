/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.Map;
import org.lumoauth.api.authz.RoleRef;

/**
 * A role with all of its permissions, including those of its parents.
 *
 * @param ref the role
 * @param grants the grants by permission
 */
public record CompiledRole(RoleRef ref, Map<String, RolePermissionPath> grants) {}
