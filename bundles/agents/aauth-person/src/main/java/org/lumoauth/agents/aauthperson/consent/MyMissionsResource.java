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
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** {@code ~/me/aauth-agents/missions}: missions that the caller approved. */
@Path("me/aauth-agents/missions")
@Produces("application/json")
@Authenticated
public final class MyMissionsResource {

  private final MissionOversight missions;

  MyMissionsResource(MissionOversight missions) {
    this.missions = missions;
  }

  @GET
  @Summary("Show a mission that the caller approved")
  @Path("{missionS256}")
  public DataBody<MissionView> get(
      @Context HttpServletRequest request, @PathParam("missionS256") String id) {
    return DataBody.of(MissionView.of(read(Exchange.of(request), id)));
  }

  @GET
  @Summary("List what happened in a mission that the caller approved, the latest first")
  @Path("{missionS256}/log")
  public ListBody<MissionView.Entry> log(
      @Context HttpServletRequest request,
      @PathParam("missionS256") String id,
      @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
    Overseen mission = read(exchange, id);
    return ListBody.of(
        missions.log(exchange.tenant(), mission, query.request()).map(MissionView.Entry::of),
        "aauth_mission_entries");
  }

  @DELETE
  @Summary("End a mission that the caller approved")
  @Path("{missionS256}")
  public MessageBody end(@Context HttpServletRequest request, @PathParam("missionS256") String id) {
    var exchange = Exchange.of(request);
    Overseen mission = found(exchange, id, Set.of(MyAgentsResource.WRITE));
    missions.end(
        exchange.tenant(), mission, Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The mission has ended.");
  }

  private Overseen read(Exchange exchange, String id) {
    return found(exchange, id, Set.of(MyAgentsResource.READ, MyAgentsResource.WRITE));
  }

  private Overseen found(Exchange exchange, String id, Set<String> scopes) {
    String user = MyAgentsResource.person(exchange.caller(), scopes);
    return missions
        .find(exchange.tenant(), id, user)
        .orElseThrow(() -> Problem.notFound("You approved no such mission."));
  }
}
