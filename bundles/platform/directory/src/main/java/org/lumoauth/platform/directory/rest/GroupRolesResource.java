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
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;

/** {@code ~/admin/groups/{id}/roles}: kept by the module of roles, and recorded by it. */
@Path("admin/groups/{groupId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupRolesResource {
  private static final List<String> NAMES = List.of("roles", "roleIds", "role", "roleId");

  private final GroupAdministration groups;
  private final DirectoryNeighbours neighbours;
  private final GroupViews views;
  private final Rank rank;

  GroupRolesResource(
      GroupAdministration groups, DirectoryNeighbours neighbours, GroupViews views, Rank rank) {
    this.groups = groups;
    this.neighbours = neighbours;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("groups.read")
  public ListBody<RefView> list(
      @Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    var roles = neighbours.roles().rolesOf(call.tenant(), group.subject());
    return ListBody.whole(roles.stream().map(RefView::of).toList());
  }

  @POST
  @Requires("groups.write")
  public MessageBody add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    neighbours.roles().assign(call.tenant(), group.subject(), Holdings.read(body, NAMES));
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
    neighbours.roles().replace(call.tenant(), group.subject(), Holdings.read(body, NAMES));
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
    neighbours.roles().revoke(call.tenant(), group.subject(), role);
    return new MessageBody("The role was taken from the group.");
  }

  private Group forRoles(Call call, String id) {
    rank.requireRoles(call.exchange());
    return groups.get(call.tenant(), id);
  }
}
