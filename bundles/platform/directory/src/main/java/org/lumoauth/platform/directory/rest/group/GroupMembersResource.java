/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.rest.IdListParser;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Serves {@code ~/admin/groups/{id}/members}: the members of a group. To nest a group, send {@code
 * {groupIds:[]}}; to remove it, use its id or slug in place of a user's id.
 */
@Path("admin/groups/{groupId}/members")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupMembersResource {
  private static final List<String> USERS = List.of("userIds", "users", "userId");
  private static final List<String> GROUPS = List.of("groupIds", "groups", "groupId");

  private final GroupAdministration groups;
  private final UserAdministration users;
  private final GroupMembershipAdministration memberships;
  private final GroupViewAssembler views;
  private final DirectoryPrivilegeGuard rank;

  public GroupMembersResource(
      GroupAdministration groups,
      UserAdministration users,
      GroupMembershipAdministration memberships,
      GroupViewAssembler views,
      DirectoryPrivilegeGuard rank) {
    this.groups = groups;
    this.users = users;
    this.memberships = memberships;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @OperationSummary("List the members of a group")
  @RequiresPermission("groups.read")
  public ListResponseBody<GroupMemberView> list(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @BeanParam PageQueryParameters query) {
    var call = DirectoryRequestContext.of(request);
    var group = groups.get(call.tenant(), id);
    var members = memberships.membersOf(call.tenant(), group, query.request());
    return ListResponseBody.of(members.map(GroupMemberView::of), "users");
  }

  @POST
  @OperationSummary("Add members to a group")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "userIds",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "users",
            type = Object.class,
            description = "An alias of `userIds`"),
        @SchemaProperty(
            value = "userId",
            type = Object.class,
            description = "An alias of `userIds`"),
        @SchemaProperty(
            value = "groupIds",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "groups",
            type = Object.class,
            description = "An alias of `groupIds`"),
        @SchemaProperty(
            value = "groupId",
            type = Object.class,
            description = "An alias of `groupIds`")
      })
  public DataResponseBody<GroupView> add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireGroupAccess(call.exchange(), List.of(group));
    if (body != null && body.keySet().stream().anyMatch(Set.copyOf(GROUPS)::contains)) {
      var inside =
          IdListParser.read(body, GROUPS).stream()
              .map(each -> groups.get(call.tenant(), each))
              .toList();
      groups.nest(call.tenant(), group, inside, call.by());
    } else {
      var who =
          IdListParser.read(body, USERS).stream()
              .distinct()
              .map(each -> users.get(call.tenant(), each))
              .toList();
      memberships.add(call.tenant(), List.of(group), who, call.by());
    }
    return answer(call, group, "The members were added.");
  }

  /** Removes the members named in the request body, for older clients. */
  @DELETE
  @OperationSummary("Remove several members from a group")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "userIds",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "users",
            type = Object.class,
            description = "An alias of `userIds`"),
        @SchemaProperty(
            value = "userId",
            type = Object.class,
            description = "An alias of `userIds`")
      })
  public MessageResponseBody removeAll(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    IdListParser.read(body, USERS).forEach(each -> remove(request, id, each));
    return new MessageResponseBody("The members were removed.");
  }

  @DELETE
  @OperationSummary("Remove a member from a group")
  @Path("{memberId}")
  @RequiresPermission("groups.write")
  public MessageResponseBody remove(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @PathParam("memberId") String memberId) {
    var call = DirectoryRequestContext.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireGroupAccess(call.exchange(), List.of(group));
    if (isUser(memberId)) {
      memberships.remove(call.tenant(), group, users.get(call.tenant(), memberId), call.by());
    } else {
      groups.unnest(call.tenant(), group, member(call, group, memberId), call.by());
    }
    return new MessageResponseBody("The member was removed.");
  }

  private UserGroup member(DirectoryRequestContext call, UserGroup group, String memberId) {
    return groups.inside(call.tenant(), group).stream()
        .filter(each -> each.id().equals(memberId) || each.slug().equals(memberId))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("The group has no such member."));
  }

  private DataResponseBody<GroupView> answer(
      DirectoryRequestContext call, UserGroup group, String message) {
    return new DataResponseBody<>(views.show(call.tenant(), group), message);
  }

  private static boolean isUser(String id) {
    return id.startsWith("usr_") || id.contains("@");
  }
}
