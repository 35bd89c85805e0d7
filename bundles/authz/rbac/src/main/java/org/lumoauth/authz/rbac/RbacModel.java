package org.lumoauth.authz.rbac;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
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
  private final Clock clock;

  @Activate
  public RbacModel(
      @Reference RoleIndex index, @Reference UserDirectory users, @Reference Subjects subjects) {
    this(index, users, subjects, Clock.systemUTC());
  }

  /** With a clock of one's own. */
  public RbacModel(RoleIndex index, UserDirectory users, Subjects subjects, Clock clock) {
    this.index = index;
    this.users = users;
    this.subjects = subjects;
    this.clock = clock;
  }

  @Override
  public Vote vote(TenantContext tenant, Question question) {
    var subject = question.subject();
    if (!Holders.canHoldRoles(subject.type())) {
      return NO_ROLES;
    }
    var search = new GrantSearch(question, clock);
    var own = search.in(index.holding(tenant.id(), subject), () -> null);
    if (own != null) {
      return Vote.permit(own);
    }
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        var group = new SubjectRef(SubjectRef.GROUP, groupId);
        var shared =
            search.in(
                index.holding(tenant.id(), group),
                () -> new Reasons.Group(groupId, subjects.displayName(tenant, group)));
        if (shared != null) {
          return Vote.permit(shared);
        }
      }
    }
    return nothing(subject, question.action(), search.missed(), index.graph(tenant.id()));
  }

  private static Vote nothing(
      SubjectRef subject, String action, List<Reason> missed, RoleGraph graph) {
    return Vote.notApplicable(
        new Reason(
            "no_role_grants",
            "No role of " + subject + " grants " + action + ", and it was not granted directly.",
            Map.of("permission", action),
            missed),
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
