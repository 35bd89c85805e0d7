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
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** Roles as administrators keep them. */
@Path("admin/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class RolesResource {

  private final RoleService roles;
  private final RoleRecords records;

  RolesResource(RoleService roles, RoleRecords records) {
    this.roles = roles;
    this.records = records;
  }

  @GET
  @Requires("roles.read")
  @Summary("List roles")
  public ListBody<RoleBody> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    return ListBody.of(roles.list(Exchange.of(request).tenant(), query.request()), "roles");
  }

  @POST
  @Requires("roles.write")
  @Summary("Make a role")
  public Response create(@Context HttpServletRequest request, RoleForm form) {
    var exchange = Exchange.of(request);
    var made = roles.create(exchange.tenant(), present(form));
    records.created(exchange, made);
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(made, "Role created."))
        .build();
  }

  @GET
  @Path("{roleId}")
  @Requires("roles.read")
  @Summary("Show a role")
  public DataBody<RoleBody> get(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    return DataBody.of(roles.get(Exchange.of(request).tenant(), roleId));
  }

  @PATCH
  @Path("{roleId}")
  @Requires("roles.write")
  @Summary("Change members of a role")
  public DataBody<RoleBody> change(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId, RoleForm form) {
    var exchange = Exchange.of(request);
    return changed(exchange, () -> roles.update(exchange.tenant(), roleId, present(form)));
  }

  @PUT
  @Path("{roleId}")
  @Requires("roles.write")
  @Summary("Make a role what is sent")
  public DataBody<RoleBody> replace(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId, RoleForm form) {
    var exchange = Exchange.of(request);
    return changed(exchange, () -> roles.replace(exchange.tenant(), roleId, present(form)));
  }

  @DELETE
  @Path("{roleId}")
  @Requires("roles.write")
  @Summary("Remove a role")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    var exchange = Exchange.of(request);
    records.deleted(exchange, roles.delete(exchange.tenant(), roleId));
    return new MessageBody("Role removed; whoever held it holds it no more.");
  }

  private DataBody<RoleBody> changed(Exchange exchange, Supplier<RoleService.Changed> change) {
    var changed = change.get();
    records.updated(exchange, changed);
    return new DataBody<>(changed.after(), "Role changed.");
  }

  private static RoleForm present(RoleForm form) {
    if (form == null) {
      throw Problem.invalidRequest("Send the role as a JSON object.");
    }
    return form;
  }
}
