package org.lumoauth.platform.directory.rest;

import java.util.List;
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
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;

/** {@code ~/admin/users/{id}/roles}: kept by the module of roles, and recorded by it. */
@Path("admin/users/{userId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class UserRolesResource {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final UserAdministration users;
  private final DirectoryNeighbours neighbours;
  private final UserViews views;
  private final Rank rank;

  UserRolesResource(
      UserAdministration users, DirectoryNeighbours neighbours, UserViews views, Rank rank) {
    this.users = users;
    this.neighbours = neighbours;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("users.read")
  public ListBody<RefView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var roles = neighbours.roles().rolesOf(call.tenant(), user.subject());
    return ListBody.whole(roles.stream().map(RefView::of).toList());
  }

  @POST
  @Requires("users.write")
  public DataBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    neighbours.roles().assign(call.tenant(), user.subject(), Holdings.read(body, NAMES));
    return answer(call, user, "The roles were given.");
  }

  @PUT
  @Requires("users.write")
  public DataBody<UserView> replace(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    neighbours.roles().replace(call.tenant(), user.subject(), Holdings.read(body, NAMES));
    return answer(call, user, "The roles were set.");
  }

  @DELETE
  @Path("{roleId}")
  @Requires("users.write")
  public DataBody<UserView> remove(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("roleId") String role) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    neighbours.roles().revoke(call.tenant(), user.subject(), role);
    return answer(call, user, "The role was taken away.");
  }

  private Account forRoles(Call call, String id) {
    rank.requireRoles(call.exchange());
    return users.get(call.tenant(), id);
  }

  private DataBody<UserView> answer(Call call, Account user, String message) {
    return new DataBody<>(views.show(call.tenant(), user), message);
  }
}
