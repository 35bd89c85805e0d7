package org.lumoauth.platform.directory.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.directory.ApprovingGroups;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.HeldPermissions;
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.LimitedHoldings;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.directory.SecondFactors;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.directory.UserFigures;
import org.lumoauth.platform.web.ApprovingPeople;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the directory's endpoints to the door. */
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
      @Reference Memberships memberships,
      @Reference DirectoryNeighbours neighbours,
      @Reference HeldRoles roles,
      @Reference LimitedHoldings limited,
      @Reference HeldPermissions permissions,
      @Reference UserFigures figures,
      @Reference SecondFactors factors,
      @Reference ApprovingGroups approving,
      @Reference ApprovingPeople people,
      @Reference CredentialChangeGuard guard) {
    var rank = new Rank(neighbours, groups, memberships, approving, people, guard);
    var userViews = new UserViews(memberships, neighbours, factors);
    var groupViews = new GroupViews(groups, memberships, neighbours);
    var roleRequests = new RoleRequests(neighbours, roles, limited, rank);
    var belonging = new Belonging(memberships, groups, neighbours, roles, rank);
    this.resources =
        Set.of(
            new UsersResource(users, userViews, belonging, rank),
            new UserRolesResource(users, roleRequests, userViews),
            new UserGroupsResource(users, memberships, userViews, belonging, rank),
            new UserPermissionsResource(users, neighbours, permissions, rank),
            new GroupsResource(groups, neighbours, roles, groupViews, rank),
            new GroupMembersResource(groups, users, memberships, groupViews, rank),
            new GroupRolesResource(groups, roleRequests, groupViews),
            new MeResource(users, neighbours, factors),
            new UserAnalyticsResource(figures));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
