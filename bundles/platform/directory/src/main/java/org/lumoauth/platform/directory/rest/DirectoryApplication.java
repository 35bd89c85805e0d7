/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.ApproverGroupLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.rest.group.GroupMembersResource;
import org.lumoauth.platform.directory.rest.group.GroupRolesResource;
import org.lumoauth.platform.directory.rest.group.GroupViewAssembler;
import org.lumoauth.platform.directory.rest.group.GroupsResource;
import org.lumoauth.platform.directory.rest.user.CurrentSubjectResource;
import org.lumoauth.platform.directory.rest.user.UserAnalyticsResource;
import org.lumoauth.platform.directory.rest.user.UserGroupsResource;
import org.lumoauth.platform.directory.rest.user.UserPermissionsResource;
import org.lumoauth.platform.directory.rest.user.UserRoleAndGroupAssignmentHandler;
import org.lumoauth.platform.directory.rest.user.UserRolesResource;
import org.lumoauth.platform.directory.rest.user.UserViewAssembler;
import org.lumoauth.platform.directory.rest.user.UsersResource;
import org.lumoauth.platform.directory.role.LimitedRoleAssignmentAdministration;
import org.lumoauth.platform.directory.role.PermissionGrantAdministration;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.directory.user.UserSecondFactorLookup;
import org.lumoauth.platform.directory.user.UserStatisticsProvider;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the directory's endpoints. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-directory",
      "lumoauth.web.routes=~/admin/users",
      "lumoauth.web.routes=~/admin/groups",
      "lumoauth.web.routes=~/admin/analytics/users",
      "lumoauth.web.routes=~/me"
    })
public final class DirectoryApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public DirectoryApplication(
      @Reference UserAdministration users,
      @Reference GroupAdministration groups,
      @Reference GroupMembershipAdministration memberships,
      @Reference DirectoryServiceLookup neighbours,
      @Reference RoleAssignmentAdministration roles,
      @Reference LimitedRoleAssignmentAdministration limited,
      @Reference PermissionGrantAdministration permissions,
      @Reference UserStatisticsProvider figures,
      @Reference UserSecondFactorLookup factors,
      @Reference ApproverGroupLookup approving,
      @Reference ApproverEligibilityChecker people,
      @Reference PrivilegeEscalationGuard guard) {
    var rank =
        new DirectoryPrivilegeGuard(neighbours, groups, memberships, approving, people, guard);
    var userViews = new UserViewAssembler(memberships, neighbours, factors);
    var groupViews = new GroupViewAssembler(groups, memberships, neighbours);
    var roleRequests = new RoleAssignmentHandler(neighbours, roles, limited, rank);
    var belonging =
        new UserRoleAndGroupAssignmentHandler(memberships, groups, neighbours, roles, rank);
    this.resources =
        Set.of(
            new UsersResource(users, userViews, belonging, rank),
            new UserRolesResource(users, roleRequests, userViews),
            new UserGroupsResource(users, memberships, userViews, belonging, rank),
            new UserPermissionsResource(users, neighbours, permissions, rank),
            new GroupsResource(groups, neighbours, roles, groupViews, rank),
            new GroupMembersResource(groups, users, memberships, groupViews, rank),
            new GroupRolesResource(groups, roleRequests, groupViews),
            new CurrentSubjectResource(users, neighbours, factors),
            new UserAnalyticsResource(figures));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
