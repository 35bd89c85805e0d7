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
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/groups/{id}/roles}: kept by the module of roles. */
@Path("admin/groups/{groupId}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupRolesResource {
  private final GroupAdministration groups;
  private final RoleRequests requests;
  private final GroupViews views;

  GroupRolesResource(GroupAdministration groups, RoleRequests requests, GroupViews views) {
    this.groups = groups;
    this.requests = requests;
    this.views = views;
  }

  @GET
  @Requires("groups.read")
  public ListBody<HeldRoleView> list(
      @Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    return requests.list(call, Holder.of(group));
  }

  @POST
  @Requires("groups.write")
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
  public MessageBody add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    requests.give(call, Holder.of(group), body);
    return new MessageBody("The roles were given to the group.");
  }

  @PUT
  @Requires("groups.write")
  @Takes(
      members = {
        @Member(value = "roles", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "roleIds", type = Object.class, says = "As roles"),
        @Member(value = "role", type = Object.class, says = "As roles"),
        @Member(value = "roleId", type = Object.class, says = "As roles")
      })
  public DataBody<GroupView> replace(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = forRoles(call, id);
    requests.replace(call, Holder.of(group), body);
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
    requests.take(call, Holder.of(group), role);
    return new MessageBody("The role was taken from the group.");
  }

  private Group forRoles(Call call, String id) {
    requests.requireRank(call);
    return groups.get(call.tenant(), id);
  }
}
