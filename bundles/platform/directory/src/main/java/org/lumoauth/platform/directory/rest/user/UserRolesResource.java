/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

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
import org.lumoauth.platform.directory.rest.AssignedRoleView;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.rest.RoleAssignmentHandler;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/users/{id}/roles}. The roles module stores the assignments. */
@Path("admin/users/{userId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class UserRolesResource {
  private final UserAdministration users;
  private final RoleAssignmentHandler requests;
  private final UserViewAssembler views;

  public UserRolesResource(
      UserAdministration users, RoleAssignmentHandler requests, UserViewAssembler views) {
    this.users = users;
    this.requests = requests;
    this.views = views;
  }

  @GET
  @OperationSummary("List the roles of a user")
  @RequiresPermission("users.read")
  public ListResponseBody<AssignedRoleView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = users.get(call.tenant(), id);
    return requests.list(call, PrivilegeHolder.of(user));
  }

  @POST
  @OperationSummary("Assign roles to a user")
  @RequiresPermission("users.write")
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
  public DataResponseBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var user = forRoles(call, id);
    requests.assign(call, PrivilegeHolder.of(user), body);
    return answer(call, user, "The roles were assigned.");
  }

  @PUT
  @OperationSummary("Replace the roles of a user")
  @RequiresPermission("users.write")
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
  public DataResponseBody<UserView> replace(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var user = forRoles(call, id);
    requests.replace(call, PrivilegeHolder.of(user), body);
    return answer(call, user, "The roles were replaced.");
  }

  @DELETE
  @OperationSummary("Revoke a role from a user")
  @Path("{roleId}")
  @RequiresPermission("users.write")
  public DataResponseBody<UserView> remove(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("roleId") String role) {
    var call = DirectoryRequestContext.of(request);
    var user = forRoles(call, id);
    requests.revoke(call, PrivilegeHolder.of(user), role);
    return answer(call, user, "The role was revoked.");
  }

  private UserAccount forRoles(DirectoryRequestContext call, String id) {
    requests.requireRoleManagement(call);
    return users.get(call.tenant(), id);
  }

  private DataResponseBody<UserView> answer(
      DirectoryRequestContext call, UserAccount user, String message) {
    return new DataResponseBody<>(views.show(call.tenant(), user), message);
  }
}
