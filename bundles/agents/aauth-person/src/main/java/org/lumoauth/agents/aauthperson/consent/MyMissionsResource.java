/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.Set;
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
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Manages {@code ~/me/aauth-agents/missions}: the missions that the caller approved. */
@Path("me/aauth-agents/missions")
@Produces("application/json")
@RequiresAuthentication
public final class MyMissionsResource {

  private final MissionOversightService missions;

  MyMissionsResource(MissionOversightService missions) {
    this.missions = missions;
  }

  @GET
  @OperationSummary("Get a mission of the caller")
  @Path("{missionS256}")
  public DataResponseBody<MissionView> get(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    return DataResponseBody.of(MissionView.of(read(HttpExchange.of(request), id)));
  }

  @GET
  @OperationSummary("List the log of a mission of the caller, latest first")
  @Path("{missionS256}/log")
  public ListResponseBody<MissionView.MissionLogEntryView> log(
      @Context HttpServletRequest request,
      @PathParam("missionS256") String id,
      @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    MissionDetails mission = read(exchange, id);
    return ListResponseBody.of(
        missions
            .log(exchange.tenant(), mission, query.request())
            .map(MissionView.MissionLogEntryView::of),
        "aauth_mission_entries");
  }

  @DELETE
  @OperationSummary("End a mission of the caller")
  @Path("{missionS256}")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    var exchange = HttpExchange.of(request);
    MissionDetails mission = found(exchange, id, Set.of(MyAAuthAgentsResource.WRITE));
    missions.end(
        exchange.tenant(), mission, AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody("The mission was ended.");
  }

  private MissionDetails read(HttpExchange exchange, String id) {
    return found(exchange, id, Set.of(MyAAuthAgentsResource.READ, MyAAuthAgentsResource.WRITE));
  }

  private MissionDetails found(HttpExchange exchange, String id, Set<String> scopes) {
    String user = MyAAuthAgentsResource.person(exchange.caller(), scopes);
    return missions
        .find(exchange.tenant(), id, user)
        .orElseThrow(() -> ApiException.notFound("The mission does not exist."));
  }
}
