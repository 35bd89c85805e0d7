/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.StoredPermission;

/**
 * The grant of a permission by a role.
 *
 * @param permission the permission
 * @param path from the assigned role to the role that contains the permission directly; one role if
 *     they are the same
 */
public record RolePermissionPath(StoredPermission permission, List<RoleRef> path) {
  public RolePermissionPath {
    path = List.copyOf(path);
  }

  /** Returns the slug of the permission. */
  public String slug() {
    return permission.slug();
  }

  /** Returns the assigned role. */
  public RoleRef role() {
    return path.get(0);
  }

  /** Returns the role that contains the permission directly. */
  public RoleRef source() {
    return path.get(path.size() - 1);
  }
}
