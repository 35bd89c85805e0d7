package org.lumoauth.agents.aauthperson.consent;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** {@code ~/admin/aauth-person/missions}: missions of people, for administrators. */
@Path("admin/aauth-person/missions")
@Produces("application/json")
public final class MissionsResource {

  private final MissionOversight missions;
  private final CredentialChangeGuard guard;

  MissionsResource(MissionOversight missions, CredentialChangeGuard guard) {
    this.missions = missions;
    this.guard = guard;
  }

  @GET
  @Summary("List missions that agents of others work or worked on for people, the newest first")
  @Requires("agents.read")
  public ListBody<MissionView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    return ListBody.of(
        missions.list(tenant, query.request()).map(MissionView::of), "aauth_missions");
  }

  @GET
  @Summary("Show a mission of an agent of others")
  @Path("{missionS256}")
  @Requires("agents.read")
  public DataBody<MissionView> get(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    return DataBody.of(MissionView.of(found(Exchange.of(request), id)));
  }

  @GET
  @Summary("List what happened in a mission, the latest first")
  @Path("{missionS256}/log")
  @Requires("audit.read") // to whom a mail went is told to who reads the audit log, too
  public ListBody<MissionView.Entry> log(
      @Context HttpServletRequest request,
      @PathParam("missionS256") String id,
      @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
    Overseen mission = found(exchange, id);
    return ListBody.of(
        missions.log(exchange.tenant(), mission, query.request()).map(MissionView.Entry::of),
        "aauth_mission_entries");
  }

  @DELETE
  @Summary("End a mission of an agent of others")
  @Path("{missionS256}")
  @Requires("agents.write")
  public MessageBody end(@Context HttpServletRequest request, @PathParam("missionS256") String id) {
    var exchange = Exchange.of(request);
    Overseen mission = found(exchange, id);
    guard.requireOver(exchange, new SubjectRef(SubjectRef.USER, mission.userId()));
    missions.end(
        exchange.tenant(), mission, Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The mission has ended.");
  }

  private Overseen found(Exchange exchange, String id) {
    return missions
        .find(exchange.tenant(), id)
        .orElseThrow(() -> Problem.notFound("There is no such mission."));
  }
}
