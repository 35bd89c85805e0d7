/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** REST resource for permissions. */
@Path("admin/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PermissionsResource {

  /** The roles that contain a permission. */
  public record PermissionUsage(List<RoleRef> roles, int roleCount) {}

  private final PermissionService permissions;
  private final RbacAudit audit;

  PermissionsResource(PermissionService permissions, RbacAudit audit) {
    this.permissions = permissions;
    this.audit = audit;
  }

  @GET
  @RequiresPermission("permissions.read")
  @OperationSummary("List permissions")
  public ListResponseBody<PermissionView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("resource") String resource,
      @QueryParam("isSystem") String system) {
    var page =
        permissions.list(
            HttpExchange.of(request).tenant(),
            query.request(),
            Optional.ofNullable(resource).filter(text -> !text.isBlank()),
            Optional.ofNullable(system)
                .filter(text -> !text.isBlank())
                .map(RoleSubresourceRequestBodies::flag));
    return ListResponseBody.of(page, "permissions");
  }

  @POST
  @RequiresPermission("permissions.write")
  @OperationSummary("Create a permission")
  public Response create(@Context HttpServletRequest request, PermissionRequestBody form) {
    var exchange = HttpExchange.of(request);
    if (form == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object with a `slug`.");
    }
    var made = permissions.create(exchange.tenant(), form);
    audit.record(
        exchange,
        "permission.created",
        target(made),
        "The permission " + made.slug() + " was created.",
        Map.of("newValue", described(made)));
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(made, "The permission was created."))
        .build();
  }

  @GET
  @Path("{permissionId}")
  @RequiresPermission("permissions.read")
  @OperationSummary("Get a permission")
  public DataResponseBody<PermissionView> get(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    return DataResponseBody.of(permissions.get(HttpExchange.of(request).tenant(), id));
  }

  @PATCH
  @Path("{permissionId}")
  @RequiresPermission("permissions.write")
  @OperationSummary("Update a permission")
  public DataResponseBody<PermissionView> change(
      @Context HttpServletRequest request,
      @PathParam("permissionId") String id,
      PermissionRequestBody form) {
    var exchange = HttpExchange.of(request);
    if (form == null) {
      throw ApiException.invalidRequest(
          "The request body must be a JSON object with the members to change.");
    }
    var changed =
        permissions.update(exchange.tenant(), id, form, () -> exchange.require("roles.write"));
    audit.record(
        exchange,
        "permission.updated",
        target(changed.after()),
        "The permission " + changed.after().slug() + " was changed.",
        Map.of("oldValue", described(changed.before()), "newValue", described(changed.after())));
    return new DataResponseBody<>(changed.after(), "The permission was updated.");
  }

  @DELETE
  @Path("{permissionId}")
  @RequiresPermission("permissions.write")
  @OperationSummary("Delete a permission")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    var exchange = HttpExchange.of(request);
    var removed = permissions.delete(exchange.tenant(), id);
    audit.record(
        exchange,
        "permission.deleted",
        target(removed),
        "The permission " + removed.slug() + " was deleted and removed from every role.",
        Map.of("oldValue", described(removed)));
    return new MessageResponseBody("The permission was deleted.");
  }

  @GET
  @Path("{permissionId}/usage")
  @RequiresPermission("permissions.read")
  @OperationSummary("List the roles with a permission")
  public DataResponseBody<PermissionUsage> usage(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    var roles = permissions.usage(HttpExchange.of(request).tenant(), id);
    return DataResponseBody.of(new PermissionUsage(roles, roles.size()));
  }

  private static AuditTarget target(PermissionView permission) {
    return new AuditTarget(
        "permission", Long.toString(permission.id()), Optional.of(permission.slug()));
  }

  private static Map<String, Object> described(PermissionView permission) {
    return Map.of(
        "slug", permission.slug(),
        "name", permission.name(),
        "description", Optional.ofNullable(permission.description()).orElse(""),
        "roleCount", permission.roleCount());
  }
}
