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
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.directory.LimitedHoldings;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;

/** {@code ~/admin/groups/{id}/roles}: kept by the module of roles. */
@Path("admin/groups/{groupId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupRolesResource {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final GroupAdministration groups;
  private final DirectoryNeighbours neighbours;
  private final HeldRoles roles;
  private final LimitedHoldings limited;
  private final GroupViews views;
  private final Rank rank;

  GroupRolesResource(
      GroupAdministration groups,
      DirectoryNeighbours neighbours,
      HeldRoles roles,
      LimitedHoldings limited,
      GroupViews views,
      Rank rank) {
    this.groups = groups;
    this.neighbours = neighbours;
    this.roles = roles;
    this.limited = limited;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("groups.read")
  public ListBody<HeldRoleView> list(
      @Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    var held = neighbours.roles().rolesOf(call.tenant(), group.subject());
    return ListBody.whole(HeldRoleView.of(held, limited.of(call.tenant(), Holder.of(group))));
  }

  @POST
  @Requires("groups.write")
  public MessageBody add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    var sent = LimitsBody.of(body);
    var named = Holdings.read(sent.rest(), NAMES);
    if (sent.any()) {
      limited.give(call.tenant(), Holder.of(group), named, sent.limits(), call.by());
    } else {
      roles.assign(call.tenant(), Holder.of(group), named, call.by());
    }
    return new MessageBody("The roles were given to the group.");
  }

  @PUT
  @Requires("groups.write")
  public DataBody<GroupView> replace(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    roles.replace(call.tenant(), Holder.of(group), Holdings.read(body, NAMES), call.by());
    return new DataBody<>(views.show(call.tenant(), group), "The group's roles were set.");
  }

  @DELETE
  @Path("{roleId}")
  @Requires("groups.write")
  public MessageBody remove(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @PathParam("roleId") String role) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    if (LimitedHoldings.names(role)) {
      limited.take(call.tenant(), Holder.of(group), role, call.by());
    } else {
      roles.revoke(call.tenant(), Holder.of(group), role, call.by());
    }
    return new MessageBody("The role was taken from the group.");
  }

  private Group forRoles(Call call, String id) {
    rank.requireRoles(call.exchange());
    return groups.get(call.tenant(), id);
  }
}
