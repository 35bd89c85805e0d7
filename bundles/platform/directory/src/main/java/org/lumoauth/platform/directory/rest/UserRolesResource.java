package org.lumoauth.platform.directory.rest;

import java.time.Instant;
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
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/users/{id}/roles}: kept by the module of roles. */
@Path("admin/users/{userId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class UserRolesResource {
  private final UserAdministration users;
  private final RoleRequests requests;
  private final UserViews views;

  UserRolesResource(UserAdministration users, RoleRequests requests, UserViews views) {
    this.users = users;
    this.requests = requests;
    this.views = views;
  }

  @GET
  @Requires("users.read")
  public ListBody<HeldRoleView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    return requests.list(call, Holder.of(user));
  }

  @POST
  @Requires("users.write")
  @Takes(
      members = {
        @Member(value = "roles", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "roleIds", type = Object.class, says = "As roles"),
        @Member(value = "role", type = Object.class, says = "As roles"),
        @Member(value = "roleId", type = Object.class, says = "As roles"),
        @Member(value = "resourceType", says = "Where the role counts"),
        @Member(value = "resourceId", says = "Where the role counts"),
        @Member(value = "organizationId", says = "Where the role counts"),
        @Member(value = "notBefore", type = Instant.class),
        @Member(value = "expiresAt", type = Instant.class)
      })
  public DataBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    requests.give(call, Holder.of(user), body);
    return answer(call, user, "The roles were given.");
  }

  @PUT
  @Requires("users.write")
  @Takes(
      members = {
        @Member(value = "roles", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "roleIds", type = Object.class, says = "As roles"),
        @Member(value = "role", type = Object.class, says = "As roles"),
        @Member(value = "roleId", type = Object.class, says = "As roles")
      })
  public DataBody<UserView> replace(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = forRoles(call, id);
    requests.replace(call, Holder.of(user), body);
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
    requests.take(call, Holder.of(user), role);
    return answer(call, user, "The role was taken away.");
  }

  private Account forRoles(Call call, String id) {
    requests.requireRank(call);
    return users.get(call.tenant(), id);
  }

  private DataBody<UserView> answer(Call call, Account user, String message) {
    return new DataBody<>(views.show(call.tenant(), user), message);
  }
}
