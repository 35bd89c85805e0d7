/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RoleAssignmentStore;

/** Manages the users that have a role directly. */
public final class RoleMemberLookup {

  /** The short form of a user. */
  public record RoleMember(String id, String email, String name) {}

  private final RbacPersistenceUnit unit;
  private final UserDirectory users;

  RoleMemberLookup(RbacPersistenceUnit unit, UserDirectory users) {
    this.unit = unit;
    this.users = users;
  }

  /**
   * Returns the role with this id or slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  RoleRef require(TenantContext tenant, String roleId) {
    return unit.read(
        tenant.id(), em -> new RbacReferenceResolver(em, tenant.id()).requireRole(roleId).ref());
  }

  /**
   * Returns the users in the order of their ids. Other orders are not supported, because names are
   * not stored here.
   */
  Page<RoleMember> list(TenantContext tenant, String roleId, PageRequest request) {
    if (request.sortBy().filter(property -> !property.equals("id")).isPresent()) {
      throw ApiException.invalid("sortBy", "`sortBy` must be id.");
    }
    var id = tenant.id();
    var page =
        unit.read(
            id,
            em -> {
              var role = new RbacReferenceResolver(em, id).requireRole(roleId).id();
              long total =
                  RoleAssignmentStore.userCounts(em, id, List.of(role)).getOrDefault(role, 0L);
              int offset = (int) Math.min(request.offset(), Integer.MAX_VALUE);
              return new Page<>(
                  RoleAssignmentStore.usersOf(
                      em, id, role, offset, request.limit(), request.descending()),
                  total,
                  request);
            });
    var known = new HashMap<String, User>();
    users.findAll(tenant, new HashSet<>(page.items())).forEach(u -> known.put(u.id(), u));
    var members =
        page.items().stream()
            .map(known::get)
            .filter(Objects::nonNull)
            .map(RoleMemberLookup::member);
    return new Page<>(members.toList(), page.total(), request);
  }

  private static RoleMember member(User user) {
    return new RoleMember(user.id(), user.email(), user.name().orElse(null));
  }
}
