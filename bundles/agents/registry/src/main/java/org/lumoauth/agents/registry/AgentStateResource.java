package org.lumoauth.agents.registry;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.GivenPower;

/** Lets agents act and stops them: under both pairs of names that the contract has. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
@Requires("agents.write")
public final class AgentStateResource {

  private static final String STARTED = "Agent may act.";
  private static final String STOPPED = "Agent stopped; its tokens are no longer valid.";
  private static final String RETIRED = "Agent retired for good; its credentials are gone.";

  private final AgentDirectory directory;
  private final AgentSwitch state;
  private final AgentEnd end;
  private final Bodies bodies;

  AgentStateResource(AgentDirectory directory, AgentSwitch state, AgentEnd end, Bodies bodies) {
    this.directory = directory;
    this.state = state;
    this.end = end;
    this.bodies = bodies;
  }

  /** {@code AgentStatusResponse}. */
  public record StatusBody(String message, AgentBody agent) {}

  @POST
  @Path("{agentId}/enable")
  public StatusBody enable(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new StatusBody(STARTED, start(request, agentId));
  }

  @POST
  @Path("{agentId}/disable")
  public StatusBody disable(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new StatusBody(STOPPED, stop(request, agentId));
  }

  @POST
  @Path("{agentId}/activate")
  public DataBody<AgentBody> activate(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataBody<>(start(request, agentId), STARTED);
  }

  @POST
  @Path("{agentId}/deactivate")
  public DataBody<AgentBody> deactivate(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataBody<>(stop(request, agentId), STOPPED);
  }

  @POST
  @Path("{agentId}/suspend")
  public DataBody<AgentBody> suspend(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataBody<>(stop(request, agentId), STOPPED);
  }

  @POST
  @Path("{agentId}/retire")
  public DataBody<AgentBody> retire(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var was = directory.effective(exchange.tenant(), agentId).agent();
    GivenPower.require(
        exchange, was.capabilities()); // it ends for good, unlike one that is stopped
    var now = end.retire(exchange.tenant(), was.id(), Attribution.of(exchange));
    return new DataBody<>(bodies.of(exchange, now), RETIRED);
  }

  private AgentBody start(HttpServletRequest request, String agentId) {
    var exchange = Exchange.of(request);
    var was = directory.effective(exchange.tenant(), agentId).agent();
    GivenPower.require(exchange, was.capabilities());
    var now = state.enable(exchange.tenant(), was.id(), Attribution.of(exchange));
    return bodies.of(exchange, now);
  }

  private AgentBody stop(HttpServletRequest request, String agentId) {
    var exchange = Exchange.of(request);
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    var now = state.disable(exchange.tenant(), id, Attribution.of(exchange));
    return bodies.of(exchange, now);
  }
}
