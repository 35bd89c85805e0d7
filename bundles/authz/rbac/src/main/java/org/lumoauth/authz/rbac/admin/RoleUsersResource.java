/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.rbac.RbacLimitedRoleAssignmentService;
import org.lumoauth.authz.rbac.RbacRoleAssignmentService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** REST resource for the users that have a role directly. */
@Path("admin/roles/{roleId}/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleUsersResource {

  private final RoleMemberLookup members;
  private final RbacRoleAssignmentService assignments;
  private final RbacLimitedRoleAssignmentService limited;
  private final UserDirectory users;
  private final RoleAuditRecorder records;

  RoleUsersResource(
      RoleMemberLookup members,
      RbacRoleAssignmentService assignments,
      RbacLimitedRoleAssignmentService limited,
      UserDirectory users,
      RoleAuditRecorder records) {
    this.members = members;
    this.assignments = assignments;
    this.limited = limited;
    this.users = users;
    this.records = records;
  }

  @GET
  @RequiresPermission("roles.read")
  @OperationSummary("List the users of a role")
  public ListResponseBody<RoleMemberLookup.RoleMember> list(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    return ListResponseBody.of(members.list(tenant, roleId, query.request()), "users");
  }

  @POST
  @RequiresPermission("roles.write")
  @OperationSummary("Assign a role to users")
  public MessageResponseBody add(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleSubresourceRequestBodies.RoleUsersRequest body) {
    var exchange = HttpExchange.of(request);
    if (body == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object with `userIds`.");
    }
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var found = found(tenant, body.required());
    var limits = body.limits();
    if (limits.equals(RoleAssignmentLimits.NONE)) {
      assignments.assign(tenant, found, List.of(role.id()));
    } else {
      found.forEach(user -> limited.assign(tenant, user, role.id(), limits));
    }
    found.forEach(user -> records.user(exchange, "user.role.assigned", role, user.id()));
    return new MessageResponseBody("The role was assigned to " + found.size() + " users.");
  }

  @DELETE
  @Path("{userId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Revoke a role from a user")
  public MessageResponseBody remove(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("userId") String userId) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var user = found(tenant, List.of(userId)).get(0);
    if (!assignments.revokeIfHeld(tenant, user, role.id())) {
      throw ApiException.notFound("The user does not have this role directly.");
    }
    records.user(exchange, "user.role.removed", role, user.id());
    return new MessageResponseBody("The role was revoked from the user.");
  }

  private List<SubjectRef> found(TenantContext tenant, List<String> idsOrAddresses) {
    var found = new ArrayList<SubjectRef>();
    for (String each : idsOrAddresses) {
      var user =
          users
              .find(tenant, each)
              .orElseThrow(() -> ApiException.notFound("The user was not found."));
      found.add(new SubjectRef(SubjectRef.USER, user.id()));
    }
    return found;
  }
}
