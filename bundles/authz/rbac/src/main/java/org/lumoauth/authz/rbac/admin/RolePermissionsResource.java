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
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.Summary;

/** The permissions that a role has itself. */
@Path("admin/roles/{roleId}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class RolePermissionsResource {

  /** A permission in short. */
  public record PermissionInShort(long id, String name, String slug, String description) {}

  private final RoleService roles;
  private final RoleRecords records;

  RolePermissionsResource(RoleService roles, RoleRecords records) {
    this.roles = roles;
    this.records = records;
  }

  @GET
  @Requires("roles.read")
  @Summary("List the permissions of a role")
  public ListBody<PermissionInShort> list(
      @Context HttpServletRequest request, @PathParam("roleId") String roleId) {
    return ListBody.whole(
        roles.permissions(Exchange.of(request).tenant(), roleId).stream()
            .map(
                each ->
                    new PermissionInShort(
                        each.id(), each.name(), each.slug(), each.description().orElse(null)))
            .toList());
  }

  @POST
  @Requires("roles.write")
  @Summary("Add permissions to a role")
  public MessageBody add(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      Requests.Permissions body) {
    var exchange = Exchange.of(request);
    records.updated(exchange, roles.addPermissions(exchange.tenant(), roleId, listed(body)));
    return new MessageBody("Permissions added.");
  }

  @PUT
  @Requires("roles.write")
  @Summary("Set the permissions of a role")
  public DataBody<RoleBody> replace(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      Requests.Permissions body) {
    var exchange = Exchange.of(request);
    var form = new RoleForm(null, null, null, listed(body), null);
    var changed = roles.update(exchange.tenant(), roleId, form);
    records.updated(exchange, changed);
    return new DataBody<>(changed.after(), "Permissions replaced.");
  }

  @DELETE
  @Path("{permissionId}")
  @Requires("roles.write")
  @Summary("Take a permission from a role")
  public MessageBody remove(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("permissionId") String permissionId) {
    var exchange = Exchange.of(request);
    records.updated(exchange, roles.removePermission(exchange.tenant(), roleId, permissionId));
    return new MessageBody("Permission removed from the role.");
  }

  private static List<String> listed(Requests.Permissions body) {
    if (body == null) {
      throw Problem.invalidRequest("Send a JSON object with permissions.");
    }
    return body.required();
  }
}
