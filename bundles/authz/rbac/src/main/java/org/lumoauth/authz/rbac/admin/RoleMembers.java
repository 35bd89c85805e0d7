package org.lumoauth.authz.rbac.admin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.rbac.store.AssignmentStore;
import org.lumoauth.authz.rbac.store.RbacUnit;

/** Who holds a role directly. */
public final class RoleMembers {

  /** A user in short. */
  public record Member(String id, String email, String name) {}

  private final RbacUnit unit;
  private final UserDirectory users;

  RoleMembers(RbacUnit unit, UserDirectory users) {
    this.unit = unit;
    this.users = users;
  }

  /**
   * The role with this id or slug.
   *
   * @throws Problem 404
   */
  RoleRef require(TenantContext tenant, String roleId) {
    return unit.read(tenant.id(), em -> new Resolver(em, tenant.id()).requireRole(roleId).ref());
  }

  /** In the order of the users' ids: names are kept elsewhere, so nothing else can be asked for. */
  Page<Member> list(TenantContext tenant, String roleId, PageRequest request) {
    if (request.sortBy().filter(property -> !property.equals("id")).isPresent()) {
      throw Problem.invalid("sortBy", "sortBy is id.");
    }
    var id = tenant.id();
    var page =
        unit.read(
            id,
            em -> {
              var role = new Resolver(em, id).requireRole(roleId).id();
              long total = AssignmentStore.userCounts(em, id, List.of(role)).getOrDefault(role, 0L);
              int offset = (int) Math.min(request.offset(), Integer.MAX_VALUE);
              return new Page<>(
                  AssignmentStore.usersOf(
                      em, id, role, offset, request.limit(), request.descending()),
                  total,
                  request);
            });
    var known = new HashMap<String, User>();
    users.findAll(tenant, new HashSet<>(page.items())).forEach(u -> known.put(u.id(), u));
    var members =
        page.items().stream().map(known::get).filter(Objects::nonNull).map(RoleMembers::member);
    return new Page<>(members.toList(), page.total(), request);
  }

  private static Member member(User user) {
    return new Member(user.id(), user.email(), user.name().orElse(null));
  }
}
