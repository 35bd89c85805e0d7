/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** REST resource for the permissions that a role contains directly. */
@Path("admin/roles/{roleId}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RolePermissionsResource {

  /** The short form of a permission. */
  public record PermissionSummary(long id, String name, String slug, String description) {}

  private final RoleService roles;
  private final RoleAuditRecorder records;

  RolePermissionsResource(RoleService roles, RoleAuditRecorder records) {
    this.roles = roles;
    this.records = records;
  }

  @GET
  @RequiresPermission("roles.read")
  @OperationSummary("List the permissions of a role")
  public ListResponseBody<PermissionSummary> list(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    return ListResponseBody.unpaged(
        roles.permissions(HttpExchange.of(request).tenant(), roleId).stream()
            .map(
                each ->
                    new PermissionSummary(
                        each.id(), each.name(), each.slug(), each.description().orElse(null)))
            .toList());
  }

  @POST
  @RequiresPermission("roles.write")
  @OperationSummary("Add permissions to a role")
  public MessageResponseBody add(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleSubresourceRequestBodies.RolePermissionsRequest body) {
    var exchange = HttpExchange.of(request);
    records.updated(exchange, roles.addPermissions(exchange.tenant(), roleId, listed(body)));
    return new MessageResponseBody("The permissions were added.");
  }

  @PUT
  @RequiresPermission("roles.write")
  @OperationSummary("Replace the permissions of a role")
  public DataResponseBody<RoleView> replace(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleSubresourceRequestBodies.RolePermissionsRequest body) {
    var exchange = HttpExchange.of(request);
    var form = new RoleRequestBody(null, null, null, listed(body), null);
    var changed = roles.update(exchange.tenant(), roleId, form);
    records.updated(exchange, changed);
    return new DataResponseBody<>(changed.after(), "The permissions were replaced.");
  }

  @DELETE
  @Path("{permissionId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Remove a permission from a role")
  public MessageResponseBody remove(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("permissionId") String permissionId) {
    var exchange = HttpExchange.of(request);
    records.updated(exchange, roles.removePermission(exchange.tenant(), roleId, permissionId));
    return new MessageResponseBody("The permission was removed from the role.");
  }

  private static List<String> listed(RoleSubresourceRequestBodies.RolePermissionsRequest body) {
    if (body == null) {
      throw ApiException.invalidRequest(
          "The request body must be a JSON object with `permissions`.");
    }
    return body.required();
  }
}
