package org.lumoauth.authz.rbac.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** A role on the wire. */
public record RoleBody(
    String id,
    String name,
    String slug,
    String description,
    @JsonProperty("isSystem") boolean isSystem,
    long userCount,
    Instant createdAt,
    List<RolePermissionBody> permissions,
    Instant updatedAt,
    List<RoleRef> parents) {

  /** A permission of a role on the wire. */
  public record RolePermissionBody(
      long id, String name, String slug, String resource, String action) {

    static RolePermissionBody of(StoredPermission permission) {
      return new RolePermissionBody(
          permission.id(),
          permission.name(),
          permission.slug(),
          permission.resource(),
          permission.action());
    }
  }

  static RoleBody of(
      StoredRole role, List<StoredPermission> permissions, List<RoleRef> parents, long userCount) {
    return new RoleBody(
        role.id(),
        role.name(),
        role.slug(),
        role.description().orElse(null),
        role.system(),
        userCount,
        role.createdAt(),
        permissions.stream().map(RolePermissionBody::of).toList(),
        role.updatedAt(),
        parents);
  }
}
