/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** REST resource for roles. */
@Path("admin/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RolesResource {

  private final RoleService roles;
  private final RoleAuditRecorder records;

  RolesResource(RoleService roles, RoleAuditRecorder records) {
    this.roles = roles;
    this.records = records;
  }

  @GET
  @RequiresPermission("roles.read")
  @OperationSummary("List roles")
  public ListResponseBody<RoleView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    return ListResponseBody.of(
        roles.list(HttpExchange.of(request).tenant(), query.request()), "roles");
  }

  @POST
  @RequiresPermission("roles.write")
  @OperationSummary("Create a role")
  public Response create(@Context HttpServletRequest request, RoleRequestBody form) {
    var exchange = HttpExchange.of(request);
    var made = roles.create(exchange.tenant(), present(form));
    records.created(exchange, made);
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(made, "The role was created."))
        .build();
  }

  @GET
  @Path("{roleId}")
  @RequiresPermission("roles.read")
  @OperationSummary("Get a role")
  public DataResponseBody<RoleView> get(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    return DataResponseBody.of(roles.get(HttpExchange.of(request).tenant(), roleId));
  }

  @PATCH
  @Path("{roleId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Update a role")
  public DataResponseBody<RoleView> change(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleRequestBody form) {
    var exchange = HttpExchange.of(request);
    return changed(exchange, () -> roles.update(exchange.tenant(), roleId, present(form)));
  }

  @PUT
  @Path("{roleId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Replace a role")
  public DataResponseBody<RoleView> replace(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleRequestBody form) {
    var exchange = HttpExchange.of(request);
    return changed(exchange, () -> roles.replace(exchange.tenant(), roleId, present(form)));
  }

  @DELETE
  @Path("{roleId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Delete a role")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    var exchange = HttpExchange.of(request);
    records.deleted(exchange, roles.delete(exchange.tenant(), roleId));
    return new MessageResponseBody("The role and its assignments were deleted.");
  }

  private DataResponseBody<RoleView> changed(
      HttpExchange exchange, Supplier<RoleService.RoleChange> change) {
    var changed = change.get();
    records.updated(exchange, changed);
    return new DataResponseBody<>(changed.after(), "The role was updated.");
  }

  private static RoleRequestBody present(RoleRequestBody form) {
    if (form == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object.");
    }
    return form;
  }
}
