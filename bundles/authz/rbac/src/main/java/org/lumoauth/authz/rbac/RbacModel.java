package org.lumoauth.authz.rbac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.Grant;
import org.lumoauth.authz.rbac.graph.RoleGraph;
import org.lumoauth.authz.rbac.graph.RoleIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits what was given to the subject, or to a group that the user is in: as a permission of its
 * own, or through a role. Never denies.
 */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=rbac"})
public final class RbacModel implements AuthorizationModel {

  private static final Vote NO_ROLES =
      Vote.notApplicable(
          Reason.of("no_roles_for_type", "Only users, groups and agents hold roles.", Map.of()),
          Optional.empty());

  private final RoleIndex index;
  private final UserDirectory users;
  private final Subjects subjects;

  @Activate
  public RbacModel(
      @Reference RoleIndex index, @Reference UserDirectory users, @Reference Subjects subjects) {
    this.index = index;
    this.users = users;
    this.subjects = subjects;
  }

  @Override
  public Vote vote(TenantContext tenant, Question question) {
    var subject = question.subject();
    if (!Holders.canHoldRoles(subject.type())) {
      return NO_ROLES;
    }
    String action = question.action();
    var own = index.holding(tenant.id(), subject);
    if (own.gives(action)) {
      return Vote.permit(given(subject, action));
    }
    var grant = granted(own.roles(), action);
    if (grant != null) {
      return Vote.permit(reason(grant, null, null));
    }
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        var group = new SubjectRef(SubjectRef.GROUP, groupId);
        var shared = index.holding(tenant.id(), group);
        if (shared.gives(action)) {
          return Vote.permit(given(groupId, subjects.displayName(tenant, group), action));
        }
        var through = granted(shared.roles(), action);
        if (through != null) {
          return Vote.permit(reason(through, groupId, subjects.displayName(tenant, group)));
        }
      }
    }
    return nothing(subject, action, index.graph(tenant.id()));
  }

  private static Grant granted(List<CompiledRole> roles, String action) {
    for (int i = 0; i < roles.size(); i++) {
      var grant = roles.get(i).grants().get(action);
      if (grant != null) {
        return grant;
      }
    }
    return null;
  }

  private static Reason given(SubjectRef subject, String permission) {
    return Reason.of(
        "grant",
        "The permission " + permission + " was granted to " + subject + " directly.",
        Map.of("permission", permission, "via", "direct"));
  }

  private static Reason given(String groupId, String groupName, String permission) {
    return Reason.of(
        "grant",
        "The permission " + permission + " was granted to the group " + groupName + " directly.",
        Map.of("permission", permission, "via", "group:" + groupId));
  }

  private static Reason reason(Grant grant, String groupId, String groupName) {
    var role = grant.role();
    var text = new StringBuilder(96).append("The role ").append(role.name());
    if (groupId != null) {
      text.append(", held through the group ").append(groupName).append(',');
    }
    text.append(" grants ").append(grant.slug());
    if (grant.path().size() > 1) {
      text.append(" through its parent role ").append(grant.source().name());
    }
    text.append('.');
    var path = path(grant);
    return Reason.of(
        "role_grants",
        text.toString(),
        groupId == null
            ? Map.of("permission", grant.slug(), "role", role.slug(), "via", "direct", "path", path)
            : Map.of(
                "permission",
                grant.slug(),
                "role",
                role.slug(),
                "via",
                "group:" + groupId,
                "path",
                path));
  }

  private static List<String> path(Grant grant) {
    return grant.path().size() == 1
        ? List.of(grant.role().slug())
        : grant.path().stream().map(RoleRef::slug).toList();
  }

  private static Vote nothing(SubjectRef subject, String action, RoleGraph graph) {
    return Vote.notApplicable(
        Reason.of(
            "no_role_grants",
            "No role of " + subject + " grants " + action + ", and it was not granted directly.",
            Map.of("permission", action)),
        Optional.of(remedy(subject, action, graph)));
  }

  private static String remedy(SubjectRef subject, String action, RoleGraph graph) {
    var example = graph.exampleFor(action);
    if (example.isPresent()) {
      return "Give "
          + subject
          + " a role that has "
          + action
          + ", for example "
          + example.get().name()
          + ".";
    }
    return graph.knows(action)
        ? "Add the permission " + action + " to a role and give that role to " + subject + "."
        : "Make the permission "
            + action
            + ", which does not exist yet, add it to a role and give that role to "
            + subject
            + ".";
  }
}
