package org.lumoauth.platform.directory.rest;

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
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.HeldPermissions;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/users/{id}/permissions}: kept by the modules of authorization. */
@Path("admin/users/{userId}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@LargeBody
public final class UserPermissionsResource {
  private static final List<String> NAMES =
      List.of("permissions", "permissionIds", "permission", "permissionId");
  private static final int MAX_PERMISSIONS = 1000;

  private final UserAdministration users;
  private final DirectoryNeighbours neighbours;
  private final HeldPermissions permissions;
  private final Rank rank;

  UserPermissionsResource(
      UserAdministration users,
      DirectoryNeighbours neighbours,
      HeldPermissions permissions,
      Rank rank) {
    this.users = users;
    this.neighbours = neighbours;
    this.permissions = permissions;
    this.rank = rank;
  }

  @GET
  @Requires("users.read")
  public ListBody<PermissionView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var query = new SubjectPermissions.Query(user.subject(), MAX_PERMISSIONS);
    var held = neighbours.authorization().permissions(call.tenant(), query);
    return ListBody.whole(held.stream().map(PermissionView::of).toList());
  }

  @POST
  @Requires("users.write")
  @Takes(
      members = {
        @Member(value = "permissions", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "permissionIds", type = Object.class, says = "As permissions"),
        @Member(value = "permission", type = Object.class, says = "As permissions"),
        @Member(value = "permissionId", type = Object.class, says = "As permissions")
      })
  public MessageBody grant(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    rank.requireRoles(call.exchange());
    var user = users.get(call.tenant(), id);
    permissions.grant(call.tenant(), user, Holdings.read(body, NAMES), call.by());
    return new MessageBody("The permissions were given.");
  }

  @DELETE
  @Path("{permissionId}")
  @Requires("users.write")
  public MessageBody revoke(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("permissionId") String permission) {
    var call = Call.of(request);
    rank.requireRoles(call.exchange());
    var user = users.get(call.tenant(), id);
    permissions.revoke(call.tenant(), user, permission, call.by());
    return new MessageBody("The permission was taken away.");
  }
}
