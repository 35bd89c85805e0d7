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
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.directory.LimitedHoldings;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;

/** {@code ~/admin/users/{id}/roles}: kept by the module of roles. */
@Path("admin/users/{userId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class UserRolesResource {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final UserAdministration users;
  private final DirectoryNeighbours neighbours;
  private final HeldRoles roles;
  private final LimitedHoldings limited;
  private final UserViews views;
  private final Rank rank;

  UserRolesResource(
      UserAdministration users,
      DirectoryNeighbours neighbours,
      HeldRoles roles,
      LimitedHoldings limited,
      UserViews views,
      Rank rank) {
    this.users = users;
    this.neighbours = neighbours;
    this.roles = roles;
    this.limited = limited;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("users.read")
  public ListBody<HeldRoleView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var held = neighbours.roles().rolesOf(call.tenant(), user.subject());
    return ListBody.whole(HeldRoleView.of(held, limited.of(call.tenant(), Holder.of(user))));
  }

  @POST
  @Requires("users.write")
  public DataBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    var sent = LimitsBody.of(body);
    var named = Holdings.read(sent.rest(), NAMES);
    if (sent.any()) {
      limited.give(call.tenant(), Holder.of(user), named, sent.limits(), call.by());
    } else {
      roles.assign(call.tenant(), Holder.of(user), named, call.by());
    }
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
    roles.replace(call.tenant(), Holder.of(user), Holdings.read(body, NAMES), call.by());
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
    if (LimitedHoldings.names(role)) {
      limited.take(call.tenant(), Holder.of(user), role, call.by());
    } else {
      roles.revoke(call.tenant(), Holder.of(user), role, call.by());
    }
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
