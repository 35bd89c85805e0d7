/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Administers the missions of all people under {@code ~/admin/aauth-person/missions}. */
@Path("admin/aauth-person/missions")
@Produces("application/json")
public final class MissionAdminResource {

  private final MissionOversightService missions;
  private final PrivilegeEscalationGuard guard;

  MissionAdminResource(MissionOversightService missions, PrivilegeEscalationGuard guard) {
    this.missions = missions;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List missions of external agents, newest first")
  @RequiresPermission("agents.read")
  public ListResponseBody<MissionView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    return ListResponseBody.of(
        missions.list(tenant, query.request()).map(MissionView::of), "aauth_missions");
  }

  @GET
  @OperationSummary("Get a mission of an external agent")
  @Path("{missionS256}")
  @RequiresPermission("agents.read")
  public DataResponseBody<MissionView> get(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    return DataResponseBody.of(MissionView.of(found(HttpExchange.of(request), id)));
  }

  @GET
  @OperationSummary("List the log of a mission, latest first")
  @Path("{missionS256}/log")
  @RequiresPermission(
      "audit.read") // the log contains mail recipients, which also require this permission in the
  // audit log
  public ListResponseBody<MissionView.MissionLogEntryView> log(
      @Context HttpServletRequest request,
      @PathParam("missionS256") String id,
      @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    MissionDetails mission = found(exchange, id);
    return ListResponseBody.of(
        missions
            .log(exchange.tenant(), mission, query.request())
            .map(MissionView.MissionLogEntryView::of),
        "aauth_mission_entries");
  }

  @DELETE
  @OperationSummary("End a mission of an external agent")
  @Path("{missionS256}")
  @RequiresPermission("agents.write")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    var exchange = HttpExchange.of(request);
    MissionDetails mission = found(exchange, id);
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.USER, mission.userId()));
    missions.end(
        exchange.tenant(), mission, AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody("The mission was ended.");
  }

  private MissionDetails found(HttpExchange exchange, String id) {
    return missions
        .find(exchange.tenant(), id)
        .orElseThrow(() -> ApiException.notFound("The mission does not exist."));
  }
}
