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
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** Permissions as administrators keep them. */
@Path("admin/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PermissionsResource {

  /** Which roles have a permission. */
  public record Usage(List<RoleRef> roles, int roleCount) {}

  private final PermissionService permissions;
  private final RoleAudit audit;

  PermissionsResource(PermissionService permissions, RoleAudit audit) {
    this.permissions = permissions;
    this.audit = audit;
  }

  @GET
  @Requires("permissions.read")
  @Summary("List permissions")
  public ListBody<PermissionBody> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("resource") String resource,
      @QueryParam("isSystem") String system) {
    var page =
        permissions.list(
            Exchange.of(request).tenant(),
            query.request(),
            Optional.ofNullable(resource).filter(text -> !text.isBlank()),
            Optional.ofNullable(system).filter(text -> !text.isBlank()).map(Requests::flag));
    return ListBody.of(page, "permissions");
  }

  @POST
  @Requires("permissions.write")
  @Summary("Make a permission")
  public Response create(@Context HttpServletRequest request, PermissionForm form) {
    var exchange = Exchange.of(request);
    if (form == null) {
      throw Problem.invalidRequest("Send the permission as a JSON object with a slug.");
    }
    var made = permissions.create(exchange.tenant(), form);
    audit.record(
        exchange,
        "permission.created",
        target(made),
        "Permission " + made.slug() + " was made.",
        Map.of("newValue", described(made)));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(made, "Permission created."))
        .build();
  }

  @GET
  @Path("{permissionId}")
  @Requires("permissions.read")
  @Summary("Show a permission")
  public DataBody<PermissionBody> get(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    return DataBody.of(permissions.get(Exchange.of(request).tenant(), id));
  }

  @PATCH
  @Path("{permissionId}")
  @Requires("permissions.write")
  @Summary("Change a permission")
  public DataBody<PermissionBody> change(
      @Context HttpServletRequest request,
      @PathParam("permissionId") String id,
      PermissionForm form) {
    var exchange = Exchange.of(request);
    if (form == null) {
      throw Problem.invalidRequest("Send what is to change as a JSON object.");
    }
    var changed =
        permissions.update(exchange.tenant(), id, form, () -> exchange.require("roles.write"));
    audit.record(
        exchange,
        "permission.updated",
        target(changed.after()),
        "Permission " + changed.after().slug() + " was changed.",
        Map.of("oldValue", described(changed.before()), "newValue", described(changed.after())));
    return new DataBody<>(changed.after(), "Permission changed.");
  }

  @DELETE
  @Path("{permissionId}")
  @Requires("permissions.write")
  @Summary("Remove a permission")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    var exchange = Exchange.of(request);
    var removed = permissions.delete(exchange.tenant(), id);
    audit.record(
        exchange,
        "permission.deleted",
        target(removed),
        "Permission " + removed.slug() + " was removed from every role.",
        Map.of("oldValue", described(removed)));
    return new MessageBody("Permission removed.");
  }

  @GET
  @Path("{permissionId}/usage")
  @Requires("permissions.read")
  @Summary("Tell which roles have a permission")
  public DataBody<Usage> usage(
      @Context HttpServletRequest request, @PathParam("permissionId") String id) {
    var roles = permissions.usage(Exchange.of(request).tenant(), id);
    return DataBody.of(new Usage(roles, roles.size()));
  }

  private static Target target(PermissionBody permission) {
    return new Target("permission", Long.toString(permission.id()), Optional.of(permission.slug()));
  }

  private static Map<String, Object> described(PermissionBody permission) {
    return Map.of(
        "slug", permission.slug(),
        "name", permission.name(),
        "description", Optional.ofNullable(permission.description()).orElse(""),
        "roleCount", permission.roleCount());
  }
}
