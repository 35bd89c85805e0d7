/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.RoleGraph;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits the permissions of the subject and of the user's groups, granted directly or through a
 * role. Never denies.
 */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=rbac"})
public final class RbacAuthorizationModel implements AuthorizationModel {

  private static final AuthorizationVote NO_ROLES =
      AuthorizationVote.notApplicable(
          DecisionReason.of(
              "no_roles_for_type", "Roles apply only to users, groups and agents.", Map.of()),
          Optional.empty());

  private final RoleGraphAndHoldingsCache index;
  private final UserDirectory users;
  private final SubjectDirectory subjects;
  private final InstantSource clock;

  @Activate
  public RbacAuthorizationModel(
      @Reference RoleGraphAndHoldingsCache index,
      @Reference UserDirectory users,
      @Reference SubjectDirectory subjects,
      @Reference InstantSource clock) {
    this.index = index;
    this.users = users;
    this.subjects = subjects;
    this.clock = clock;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    var subject = question.subject();
    if (!RoleHolderTypes.canHoldRoles(subject.type())) {
      return NO_ROLES;
    }
    var search = new PermissionReasonFinder(question, clock);
    var own = search.find(index.holding(tenant.id(), subject), () -> null);
    if (own != null) {
      return AuthorizationVote.permit(own);
    }
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        var group = new SubjectRef(SubjectRef.GROUP, groupId);
        var shared =
            search.find(
                index.holding(tenant.id(), group),
                () ->
                    new RbacReasonFactory.GroupSource(
                        groupId, subjects.displayName(tenant, group)));
        if (shared != null) {
          return AuthorizationVote.permit(shared);
        }
      }
    }
    return nothing(subject, question.action(), search.unmetLimits(), index.graph(tenant.id()));
  }

  private static AuthorizationVote nothing(
      SubjectRef subject, String action, List<DecisionReason> missed, RoleGraph graph) {
    return AuthorizationVote.notApplicable(
        new DecisionReason(
            "no_role_grants",
            "No role of "
                + subject
                + " grants "
                + action
                + ", and the permission was not granted directly.",
            Map.of("permission", action),
            missed),
        Optional.of(remedy(subject, action, graph)));
  }

  private static String remedy(SubjectRef subject, String action, RoleGraph graph) {
    var example = graph.exampleFor(action);
    if (example.isPresent()) {
      return "Assign "
          + subject
          + " a role with the permission "
          + action
          + ", for example "
          + example.get().name()
          + ".";
    }
    return graph.hasPermission(action)
        ? "Add the permission " + action + " to a role and assign that role to " + subject + "."
        : "Create the permission "
            + action
            + ", add it to a role and assign that role to "
            + subject
            + ".";
  }
}
