package org.lumoauth.authz.rbac.graph;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;

/**
 * That a role gives a permission, and how.
 *
 * @param slug the permission
 * @param description what it allows
 * @param path from the role that is held up to the one that has the permission itself; one role
 *     when they are the same
 */
public record Grant(String slug, Optional<String> description, List<RoleRef> path) {
  public Grant {
    path = List.copyOf(path);
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
