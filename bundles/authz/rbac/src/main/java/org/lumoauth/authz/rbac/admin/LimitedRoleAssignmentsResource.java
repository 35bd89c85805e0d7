/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.time.Instant;
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
import javax.ws.rs.core.Response;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.rbac.RbacLimitedRoleAssignmentService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * REST resource for the users, groups and agents that have a role with limits. Groups are managed
 * in the directory and get their roles there.
 */
@Path("admin/roles/{roleId}/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LimitedRoleAssignmentsResource {

  private final RoleMemberLookup members;
  private final RbacLimitedRoleAssignmentService limited;
  private final SubjectDirectory subjects;
  private final RoleAuditRecorder records;

  LimitedRoleAssignmentsResource(
      RoleMemberLookup members,
      RbacLimitedRoleAssignmentService limited,
      SubjectDirectory subjects,
      RoleAuditRecorder records) {
    this.members = members;
    this.limited = limited;
    this.subjects = subjects;
    this.records = records;
  }

  @GET
  @RequiresPermission("roles.read")
  @OperationSummary("List the limited assignments of a role")
  public ListResponseBody<LimitedRoleAssignmentView> list(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @BeanParam PageQueryParameters query) {
    var now = Instant.now();
    var page = limited.ofRole(HttpExchange.of(request).tenant(), roleId, query.request());
    return ListResponseBody.of(
        page.map(each -> LimitedRoleAssignmentView.of(each, now)), "role_assignments");
  }

  @POST
  @RequiresPermission("roles.write")
  @OperationSummary("Assign a role limited to a resource, organization or period")
  public Response give(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      RoleSubresourceRequestBodies.RoleAssignmentRequest body) {
    var exchange = HttpExchange.of(request);
    if (body == null) {
      throw ApiException.invalidRequest(
          "The request body must be a JSON object with `subject` and the limits.");
    }
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var given = limited.assign(tenant, subject(tenant, body.subject()), role.id(), body.limits());
    records.assignment(exchange, "role.assignment.created", given);
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataResponseBody<>(
                LimitedRoleAssignmentView.of(given, Instant.now()),
                "The role was assigned with limits."))
        .build();
  }

  @DELETE
  @Path("{assignmentId}")
  @RequiresPermission("roles.write")
  @OperationSummary("Revoke a limited role assignment")
  public MessageResponseBody take(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("assignmentId") String assignmentId) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var taken =
        limited
            .find(tenant, assignmentId)
            .filter(each -> each.role().equals(role))
            .flatMap(each -> limited.revoke(tenant, each.subject(), each.id()))
            .orElseThrow(LimitedRoleAssignmentsResource::unknown);
    records.assignment(exchange, "role.assignment.deleted", taken);
    return new MessageResponseBody("The role assignment was revoked.");
  }

  private SubjectRef subject(TenantContext tenant, LimitedRoleAssignmentView.RoleHolderBody named) {
    if (named == null || named.type() == null || named.id() == null) {
      throw ApiException.invalid("subject", "`subject` requires `type` and `id`.");
    }
    var subject = new SubjectRef(named.type(), named.id());
    if (subject.type().equals(SubjectRef.GROUP)) {
      throw ApiException.invalid(
          "subject", "Use admin/groups/{groupId}/roles to assign roles to a group.");
    }
    if (subjects.status(tenant, subject) == SubjectStatus.UNKNOWN) {
      throw ApiException.notFound("The subject was not found.");
    }
    return subject;
  }

  private static ApiException unknown() {
    return ApiException.notFound("The assignment of this role was not found.");
  }
}
