/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** A role on the wire. */
public record RoleView(
    String id,
    String name,
    String slug,
    String description,
    @JsonProperty("isSystem") boolean isSystem,
    long userCount,
    Instant createdAt,
    List<RolePermissionView> permissions,
    Instant updatedAt,
    List<RoleRef> parents) {

  /** A permission of a role on the wire. */
  public record RolePermissionView(
      long id, String name, String slug, String resource, String action) {

    static RolePermissionView of(StoredPermission permission) {
      return new RolePermissionView(
          permission.id(),
          permission.name(),
          permission.slug(),
          permission.resource(),
          permission.action());
    }
  }

  static RoleView of(
      StoredRole role, List<StoredPermission> permissions, List<RoleRef> parents, long userCount) {
    return new RoleView(
        role.id(),
        role.name(),
        role.slug(),
        role.description().orElse(null),
        role.system(),
        userCount,
        role.createdAt(),
        permissions.stream().map(RolePermissionView::of).toList(),
        role.updatedAt(),
        parents);
  }
}
