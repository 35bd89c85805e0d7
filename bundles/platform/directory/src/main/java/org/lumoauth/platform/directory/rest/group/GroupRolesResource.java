/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import java.time.Instant;
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
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.AssignedRoleView;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.rest.RoleAssignmentHandler;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/groups/{id}/roles}. The roles module stores the assignments. */
@Path("admin/groups/{groupId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupRolesResource {
  private final GroupAdministration groups;
  private final RoleAssignmentHandler requests;
  private final GroupViewAssembler views;

  public GroupRolesResource(
      GroupAdministration groups, RoleAssignmentHandler requests, GroupViewAssembler views) {
    this.groups = groups;
    this.requests = requests;
    this.views = views;
  }

  @GET
  @OperationSummary("List the roles of a group")
  @RequiresPermission("groups.read")
  public ListResponseBody<AssignedRoleView> list(
      @Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = DirectoryRequestContext.of(request);
    var group = groups.get(call.tenant(), id);
    return requests.list(call, PrivilegeHolder.of(group));
  }

  @POST
  @OperationSummary("Assign roles to a group")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "roles",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "roleIds",
            type = Object.class,
            description = "An alias of `roles`"),
        @SchemaProperty(value = "role", type = Object.class, description = "An alias of `roles`"),
        @SchemaProperty(value = "roleId", type = Object.class, description = "An alias of `roles`"),
        @SchemaProperty(
            value = "resourceType",
            description = "The resource type the role is limited to"),
        @SchemaProperty(value = "resourceId", description = "The resource the role is limited to"),
        @SchemaProperty(
            value = "organizationId",
            description = "The organization the role is limited to"),
        @SchemaProperty(value = "notBefore", type = Instant.class),
        @SchemaProperty(value = "expiresAt", type = Instant.class)
      })
  public MessageResponseBody add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var group = forRoles(call, id);
    requests.assign(call, PrivilegeHolder.of(group), body);
    return new MessageResponseBody("The roles were assigned to the group.");
  }

  @PUT
  @OperationSummary("Replace the roles of a group")
  @RequiresPermission("groups.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "roles",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "roleIds",
            type = Object.class,
            description = "An alias of `roles`"),
        @SchemaProperty(value = "role", type = Object.class, description = "An alias of `roles`"),
        @SchemaProperty(value = "roleId", type = Object.class, description = "An alias of `roles`")
      })
  public DataResponseBody<GroupView> replace(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var group = forRoles(call, id);
    requests.replace(call, PrivilegeHolder.of(group), body);
    return new DataResponseBody<>(
        views.show(call.tenant(), group), "The group's roles were replaced.");
  }

  @DELETE
  @OperationSummary("Revoke a role from a group")
  @Path("{roleId}")
  @RequiresPermission("groups.write")
  public MessageResponseBody remove(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @PathParam("roleId") String role) {
    var call = DirectoryRequestContext.of(request);
    var group = forRoles(call, id);
    requests.revoke(call, PrivilegeHolder.of(group), role);
    return new MessageResponseBody("The role was revoked from the group.");
  }

  private UserGroup forRoles(DirectoryRequestContext call, String id) {
    requests.requireRoleManagement(call);
    return groups.get(call.tenant(), id);
  }
}
