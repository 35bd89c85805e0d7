/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.rest.IdListParser;
import org.lumoauth.platform.directory.rest.NamedReferenceView;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/users/{id}/groups}. */
@Path("admin/users/{userId}/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class UserGroupsResource {
  private static final List<String> NAMES = List.of("groups", "groupIds", "group", "groupId");

  private final UserAdministration users;
  private final GroupMembershipAdministration memberships;
  private final UserViewAssembler views;
  private final UserRoleAndGroupAssignmentHandler belonging;
  private final DirectoryPrivilegeGuard rank;

  public UserGroupsResource(
      UserAdministration users,
      GroupMembershipAdministration memberships,
      UserViewAssembler views,
      UserRoleAndGroupAssignmentHandler belonging,
      DirectoryPrivilegeGuard rank) {
    this.users = users;
    this.memberships = memberships;
    this.views = views;
    this.belonging = belonging;
    this.rank = rank;
  }

  @GET
  @OperationSummary("List the groups of a user")
  @RequiresPermission("users.read")
  public ListResponseBody<NamedReferenceView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var groups = memberships.groupsOf(call.tenant(), users.get(call.tenant(), id));
    return ListResponseBody.unpaged(groups.stream().map(NamedReferenceView::of).toList());
  }

  @POST
  @OperationSummary("Add a user to groups")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "groups",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "groupIds",
            type = Object.class,
            description = "An alias of `groups`"),
        @SchemaProperty(value = "group", type = Object.class, description = "An alias of `groups`"),
        @SchemaProperty(
            value = "groupId",
            type = Object.class,
            description = "An alias of `groups`")
      })
  public DataResponseBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var user = users.get(call.tenant(), id);
    var groups = belonging.groups(call.tenant(), IdListParser.read(body, NAMES));
    rank.requireGroupAccess(call.exchange(), groups);
    memberships.add(call.tenant(), groups, List.of(user), call.by());
    return answer(call, user, "The user was added to the groups.");
  }

  @PUT
  @OperationSummary("Replace the groups of a user")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "groups",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "groupIds",
            type = Object.class,
            description = "An alias of `groups`"),
        @SchemaProperty(value = "group", type = Object.class, description = "An alias of `groups`"),
        @SchemaProperty(
            value = "groupId",
            type = Object.class,
            description = "An alias of `groups`")
      })
  public DataResponseBody<UserView> replace(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var user = users.get(call.tenant(), id);
    var groups = belonging.groups(call.tenant(), IdListParser.read(body, NAMES));
    belonging.replaceGroups(call, user, groups);
    return answer(call, user, "The user's groups were replaced.");
  }

  @DELETE
  @OperationSummary("Remove a user from a group")
  @Path("{groupId}")
  @RequiresPermission("users.write")
  public DataResponseBody<UserView> remove(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("groupId") String groupId) {
    var call = DirectoryRequestContext.of(request);
    var user = users.get(call.tenant(), id);
    var group = belonging.group(call.tenant(), groupId);
    rank.requireGroupAccess(call.exchange(), List.of(group));
    memberships.remove(call.tenant(), group, user, call.by());
    return answer(call, user, "The user was removed from the group.");
  }

  private DataResponseBody<UserView> answer(
      DirectoryRequestContext call, UserAccount user, String message) {
    return new DataResponseBody<>(views.show(call.tenant(), user), message);
  }
}
