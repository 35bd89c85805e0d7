package org.lumoauth.authz.rbac.admin;

import java.util.ArrayList;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.rbac.RbacAssignments;
import org.lumoauth.authz.rbac.RbacLimitedRoles;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** The users who hold a role directly. */
@Path("admin/roles/{roleId}/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleUsersResource {

  private final RoleMembers members;
  private final RbacAssignments assignments;
  private final RbacLimitedRoles limited;
  private final UserDirectory users;
  private final RoleRecords records;

  RoleUsersResource(
      RoleMembers members,
      RbacAssignments assignments,
      RbacLimitedRoles limited,
      UserDirectory users,
      RoleRecords records) {
    this.members = members;
    this.assignments = assignments;
    this.limited = limited;
    this.users = users;
    this.records = records;
  }

  @GET
  @Requires("roles.read")
  @Summary("List the users who hold a role")
  public ListBody<RoleMembers.Member> list(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    return ListBody.of(members.list(tenant, roleId, query.request()), "users");
  }

  @POST
  @Requires("roles.write")
  @Summary("Give users a role")
  public MessageBody add(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      Requests.Users body) {
    var exchange = Exchange.of(request);
    if (body == null) {
      throw Problem.invalidRequest("Send a JSON object with userIds.");
    }
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var found = found(tenant, body.required());
    var limits = body.limits();
    if (limits.equals(RoleLimits.NONE)) {
      assignments.assign(tenant, found, List.of(role.id()));
    } else {
      found.forEach(user -> limited.give(tenant, user, role.id(), limits));
    }
    found.forEach(user -> records.user(exchange, "user.role.assigned", role, user.id()));
    return new MessageBody("Role given to " + found.size() + " users.");
  }

  @DELETE
  @Path("{userId}")
  @Requires("roles.write")
  @Summary("Take a role from a user")
  public MessageBody remove(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("userId") String userId) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var user = found(tenant, List.of(userId)).get(0);
    if (!assignments.revokeIfHeld(tenant, user, role.id())) {
      throw Problem.notFound("The user does not hold this role directly.");
    }
    records.user(exchange, "user.role.removed", role, user.id());
    return new MessageBody("Role taken from the user.");
  }

  private List<SubjectRef> found(TenantContext tenant, List<String> idsOrAddresses) {
    var found = new ArrayList<SubjectRef>();
    for (String each : idsOrAddresses) {
      var user =
          users
              .find(tenant, each)
              .orElseThrow(() -> Problem.notFound("There is no such user here."));
      found.add(new SubjectRef(SubjectRef.USER, user.id()));
    }
    return found;
  }
}
