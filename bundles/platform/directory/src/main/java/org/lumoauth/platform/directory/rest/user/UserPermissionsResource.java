/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.rest.IdListParser;
import org.lumoauth.platform.directory.role.PermissionGrantAdministration;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/users/{id}/permissions}. The authorization modules store the grants. */
@Path("admin/users/{userId}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class UserPermissionsResource {
  private static final List<String> NAMES =
      List.of("permissions", "permissionIds", "permission", "permissionId");
  private static final int MAX_PERMISSIONS = 1000;

  private final UserAdministration users;
  private final DirectoryServiceLookup neighbours;
  private final PermissionGrantAdministration permissions;
  private final DirectoryPrivilegeGuard rank;

  public UserPermissionsResource(
      UserAdministration users,
      DirectoryServiceLookup neighbours,
      PermissionGrantAdministration permissions,
      DirectoryPrivilegeGuard rank) {
    this.users = users;
    this.neighbours = neighbours;
    this.permissions = permissions;
    this.rank = rank;
  }

  @GET
  @OperationSummary("List the permissions of a user")
  @RequiresPermission("users.read")
  public ListResponseBody<UserPermissionView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = users.get(call.tenant(), id);
    var query =
        new SubjectPermissionProvider.SubjectPermissionQuery(user.subject(), MAX_PERMISSIONS);
    var held = neighbours.authorization().permissions(call.tenant(), query);
    return ListResponseBody.unpaged(held.stream().map(UserPermissionView::of).toList());
  }

  @POST
  @OperationSummary("Grant permissions to a user")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "permissions",
            type = Object.class,
            description = "One id or a list of ids"),
        @SchemaProperty(
            value = "permissionIds",
            type = Object.class,
            description = "An alias of `permissions`"),
        @SchemaProperty(
            value = "permission",
            type = Object.class,
            description = "An alias of `permissions`"),
        @SchemaProperty(
            value = "permissionId",
            type = Object.class,
            description = "An alias of `permissions`")
      })
  public MessageResponseBody grant(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    rank.requireRoleManagement(call.exchange());
    var user = users.get(call.tenant(), id);
    permissions.grant(call.tenant(), user, IdListParser.read(body, NAMES), call.by());
    return new MessageResponseBody("The permissions were granted.");
  }

  @DELETE
  @OperationSummary("Revoke a permission from a user")
  @Path("{permissionId}")
  @RequiresPermission("users.write")
  public MessageResponseBody revoke(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("permissionId") String permission) {
    var call = DirectoryRequestContext.of(request);
    rank.requireRoleManagement(call.exchange());
    var user = users.get(call.tenant(), id);
    permissions.revoke(call.tenant(), user, permission, call.by());
    return new MessageResponseBody("The permission was revoked.");
  }
}
