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
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.rbac.RbacLimitedRoles;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/**
 * The users, groups and agents who hold a role within limits. Only the directory knows its groups,
 * so they are given roles there.
 */
@Path("admin/roles/{roleId}/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleAssignmentsResource {

  private final RoleMembers members;
  private final RbacLimitedRoles limited;
  private final Subjects subjects;
  private final RoleRecords records;

  RoleAssignmentsResource(
      RoleMembers members, RbacLimitedRoles limited, Subjects subjects, RoleRecords records) {
    this.members = members;
    this.limited = limited;
    this.subjects = subjects;
    this.records = records;
  }

  @GET
  @Requires("roles.read")
  @Summary("List who holds a role within limits")
  public ListBody<AssignmentBody> list(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @BeanParam PageQuery query) {
    var now = Instant.now();
    var page = limited.ofRole(Exchange.of(request).tenant(), roleId, query.request());
    return ListBody.of(page.map(each -> AssignmentBody.of(each, now)), "role_assignments");
  }

  @POST
  @Requires("roles.write")
  @Summary("Give a role within limits")
  public Response give(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      Requests.Assignment body) {
    var exchange = Exchange.of(request);
    if (body == null) {
      throw Problem.invalidRequest("Send a JSON object with the subject and the limits.");
    }
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var given = limited.give(tenant, subject(tenant, body.subject()), role.id(), body.limits());
    records.assignment(exchange, "role.assignment.created", given);
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataBody<>(
                AssignmentBody.of(given, Instant.now()), "The role was given within limits."))
        .build();
  }

  @DELETE
  @Path("{assignmentId}")
  @Requires("roles.write")
  @Summary("Take away a role within limits")
  public MessageBody take(
      @Context HttpServletRequest request,
      @PathParam("roleId") String roleId,
      @PathParam("assignmentId") String assignmentId) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var role = members.require(tenant, roleId);
    var taken =
        limited
            .find(tenant, assignmentId)
            .filter(each -> each.role().equals(role))
            .flatMap(each -> limited.take(tenant, each.subject(), each.id()))
            .orElseThrow(RoleAssignmentsResource::unknown);
    records.assignment(exchange, "role.assignment.deleted", taken);
    return new MessageBody("The role within limits was taken away.");
  }

  private SubjectRef subject(TenantContext tenant, AssignmentBody.Holder named) {
    if (named == null || named.type() == null || named.id() == null) {
      throw Problem.invalid("subject", "Name the subject by its type and id.");
    }
    var subject = new SubjectRef(named.type(), named.id());
    if (subject.type().equals(SubjectRef.GROUP)) {
      throw Problem.invalid("subject", "A group is given roles at admin/groups/{groupId}/roles.");
    }
    if (subjects.status(tenant, subject) == SubjectStatus.UNKNOWN) {
      throw Problem.notFound("There is no such subject here.");
    }
    return subject;
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such assignment of this role.");
  }
}
