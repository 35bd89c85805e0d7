/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** Resolves the permissions and roles in a request, or refuses it. */
final class RbacReferenceResolver {

  private static final int MAX_PERMISSIONS = 1000;
  private static final int MAX_PARENTS = 20;

  private final EntityManager em;
  private final String tenantId;

  RbacReferenceResolver(EntityManager em, String tenantId) {
    this.em = em;
    this.tenantId = tenantId;
  }

  Optional<StoredPermission> permission(String numberOrSlug) {
    return PermissionStore.find(em, tenantId, numberOrSlug);
  }

  StoredPermission requirePermission(String numberOrSlug) {
    return permission(numberOrSlug)
        .orElseThrow(() -> ApiException.notFound("The permission was not found."));
  }

  StoredRole requireRole(String idOrSlug) {
    return RoleStore.find(em, tenantId, idOrSlug)
        .orElseThrow(() -> ApiException.notFound("The role was not found."));
  }

  /** Returns the numbers of the permissions in a body. */
  Set<Long> permissions(List<String> listed) {
    limit("permissions", listed, MAX_PERMISSIONS);
    var ids = new LinkedHashSet<Long>();
    for (String each : listed) {
      ids.add(
          Optional.ofNullable(each)
              .flatMap(this::permission)
              .map(StoredPermission::id)
              .orElseThrow(() -> unknown("permissions", "permission", each)));
    }
    return ids;
  }

  /** Returns the ids of the parent roles in a body. */
  Set<String> parents(List<String> listed) {
    limit("parents", listed, MAX_PARENTS);
    var ids = new LinkedHashSet<String>();
    for (String each : listed) {
      ids.add(
          Optional.ofNullable(each)
              .flatMap(role -> RoleStore.find(em, tenantId, role))
              .map(StoredRole::id)
              .orElseThrow(() -> unknown("parents", "role", each)));
    }
    return ids;
  }

  private static void limit(String field, List<String> listed, int max) {
    if (listed.size() > max) {
      throw ApiException.invalid(
          field, "At most " + max + " " + field + " are allowed in one request.");
    }
  }

  private static ApiException unknown(String field, String what, String given) {
    var shown = given == null || given.length() > 128 ? "" : " " + given;
    return ApiException.invalid(field, "Unknown " + what + shown + ".");
  }
}
