package org.lumoauth.authz.rbac.graph;

import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.StoredPermission;

/**
 * That a role gives a permission, and how.
 *
 * @param permission what it gives
 * @param path from the role that is held up to the one that has the permission itself; one role
 *     when they are the same
 */
public record RolePermissionGrant(StoredPermission permission, List<RoleRef> path) {
  public RolePermissionGrant {
    path = List.copyOf(path);
  }

  /** The permission's slug. */
  public String slug() {
    return permission.slug();
  }

  /** The role that is held. */
  public RoleRef role() {
    return path.get(0);
  }

  /** The role that has the permission itself. */
  public RoleRef source() {
    return path.get(path.size() - 1);
  }
}
