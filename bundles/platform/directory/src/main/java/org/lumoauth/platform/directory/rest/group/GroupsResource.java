/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Serves {@code ~/admin/groups}. */
@Path("admin/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource {
  private static final Set<String> MEMBERS = Set.of("name", "slug", "description", "roles");
  private static final int NAME = 200;
  private static final int SLUG = 63;
  private static final int DESCRIPTION = 1000;
  private static final int MAX_ROLES = 100;
  private static final int MAX_ID = 255;

  private final GroupAdministration groups;
  private final DirectoryServiceLookup neighbours;
  private final RoleAssignmentAdministration held;
  private final GroupViewAssembler views;
  private final DirectoryPrivilegeGuard rank;

  public GroupsResource(
      GroupAdministration groups,
      DirectoryServiceLookup neighbours,
      RoleAssignmentAdministration held,
      GroupViewAssembler views,
      DirectoryPrivilegeGuard rank) {
    this.groups = groups;
    this.neighbours = neighbours;
    this.held = held;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @OperationSummary("List groups")
  @RequiresPermission("groups.read")
  public ListResponseBody<GroupView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var call = DirectoryRequestContext.of(request);
    var found = groups.list(call.tenant(), query.request());
    var shown = views.show(call.tenant(), found.items());
    return ListResponseBody.of(new Page<>(shown, found.total(), found.request()), "groups");
  }

  @POST
  @OperationSummary("Create a group")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty("slug"),
        @SchemaProperty("description"),
        @SchemaProperty(value = "roles", type = String[].class)
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var roles = new RequestedGroupRoles(call, members);
    var group =
        groups.create(
            call.tenant(),
            members.requireText("name", NAME),
            members.text("slug", SLUG),
            members.text("description", DESCRIPTION),
            call.by());
    roles.assign(group);
    return answer(201, call, group, "The group was created.");
  }

  @GET
  @OperationSummary("Get a group")
  @Path("{groupId}")
  @RequiresPermission("groups.read")
  public Response get(@Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = DirectoryRequestContext.of(request);
    return answer(200, call, groups.get(call.tenant(), id), null);
  }

  @PATCH
  @OperationSummary("Update a group")
  @Path("{groupId}")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("name"),
        @SchemaProperty("slug"),
        @SchemaProperty("description"),
        @SchemaProperty(value = "roles", type = String[].class)
      })
  @ApiErrorResponses({409, 412})
  public Response patch(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    return change(
        DirectoryRequestContext.of(request), id, JsonObjectMemberReader.of(body, MEMBERS), false);
  }

  @PUT
  @OperationSummary("Replace a group")
  @Path("{groupId}")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty("slug"),
        @SchemaProperty("description"),
        @SchemaProperty(value = "roles", type = String[].class)
      })
  @ApiErrorResponses({409, 412})
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    return change(
        DirectoryRequestContext.of(request), id, JsonObjectMemberReader.of(body, MEMBERS), true);
  }

  @DELETE
  @OperationSummary("Delete a group")
  @Path("{groupId}")
  @RequiresPermission("groups.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = DirectoryRequestContext.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireGroupAccess(call.exchange(), List.of(group));
    groups.delete(call.tenant(), group.id(), call.version(), call.by());
    return new MessageResponseBody("The group was deleted.");
  }

  private Response change(
      DirectoryRequestContext call, String id, JsonObjectMemberReader members, boolean whole) {
    var roles = new RequestedGroupRoles(call, members);
    var judged = requireRename(call, id, members);
    var group =
        groups.change(
            call.tenant(),
            id,
            call.version(),
            old -> {
              requireStill(judged, old);
              return changed(old, members, whole);
            },
            call.by());
    roles.assign(group);
    return answer(200, call, group, "The group was updated.");
  }

  /**
   * Checks a change of the slug. Policies and approval rules refer to groups by slug, so a new slug
   * changes privileges.
   *
   * @return the slug that the caller may replace; empty if no slug was sent
   */
  private Optional<String> requireRename(
      DirectoryRequestContext call, String id, JsonObjectMemberReader members) {
    if (!members.has("slug")) {
      return Optional.empty();
    }
    var old = groups.get(call.tenant(), id);
    if (!members.requireText("slug", SLUG).equals(old.slug())) {
      rank.requireGroupAccess(call.exchange(), List.of(old));
      rank.requireSlugAllowed(call.exchange(), members.requireText("slug", SLUG));
    }
    return Optional.of(old.slug());
  }

  /** Fails if the slug changed since the check, because the new value was not authorized. */
  private static void requireStill(Optional<String> judged, UserGroup old) {
    if (judged.filter(slug -> !slug.equals(old.slug())).isPresent()) {
      throw new ApiException(
          409, "conflict", "The `slug` was changed by another request. Read the group again.");
    }
  }

  private static UserGroup changed(UserGroup old, JsonObjectMemberReader members, boolean whole) {
    return new UserGroup(
        old.id(),
        members.has("slug") ? members.requireText("slug", SLUG) : old.slug(),
        whole || members.has("name") ? members.requireText("name", NAME) : old.name(),
        whole || members.has("description")
            ? members.text("description", DESCRIPTION)
            : old.description(),
        old.createdAt(),
        old.updatedAt(),
        old.version());
  }

  private Response answer(
      int status, DirectoryRequestContext call, UserGroup group, String message) {
    return Response.status(status)
        .entity(new DataResponseBody<>(views.show(call.tenant(), group), message))
        .tag(new EntityTag(String.valueOf(group.version())))
        .build();
  }

  /** The member {@code roles}, validated before any change. */
  private final class RequestedGroupRoles {
    private final DirectoryRequestContext call;
    private final Optional<List<String>> roles;

    RequestedGroupRoles(DirectoryRequestContext call, JsonObjectMemberReader members) {
      this.call = call;
      this.roles = members.textList("roles", MAX_ROLES, MAX_ID);
      roles.ifPresent(
          ids -> {
            rank.requireRoleManagement(call.exchange());
            neighbours.roles();
          });
    }

    void assign(UserGroup group) {
      roles.ifPresent(
          ids -> held.replace(call.tenant(), PrivilegeHolder.of(group), ids, call.by()));
    }
  }
}
