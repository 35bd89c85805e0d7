/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RoleAssignmentStore;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** Assembles roles with their related data, in a constant number of queries. */
final class RoleViewAssembler {

  private RoleViewAssembler() {}

  static RoleView one(EntityManager em, String tenantId, StoredRole role) {
    return many(em, tenantId, List.of(role)).get(0);
  }

  static List<RoleView> many(EntityManager em, String tenantId, List<StoredRole> roles) {
    var permissions = new HashMap<Long, StoredPermission>();
    PermissionStore.all(em, tenantId).forEach(each -> permissions.put(each.id(), each));
    var refs = new HashMap<String, RoleRef>();
    RoleStore.all(em, tenantId).forEach(role -> refs.put(role.id(), role.ref()));
    var own = RoleStore.permissions(em, tenantId);
    var parents = RoleStore.parents(em, tenantId);
    var users =
        RoleAssignmentStore.userCounts(em, tenantId, roles.stream().map(StoredRole::id).toList());
    return roles.stream()
        .map(
            role ->
                RoleView.of(
                    role,
                    permissions(own.getOrDefault(role.id(), Set.of()), permissions),
                    refs(parents.getOrDefault(role.id(), Set.of()), refs),
                    users.getOrDefault(role.id(), 0L)))
        .toList();
  }

  private static List<StoredPermission> permissions(
      Set<Long> ids, Map<Long, StoredPermission> known) {
    return ids.stream()
        .map(known::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(StoredPermission::slug))
        .toList();
  }

  private static List<RoleRef> refs(Set<String> ids, Map<String, RoleRef> known) {
    return ids.stream()
        .map(known::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(RoleRef::slug))
        .toList();
  }
}
