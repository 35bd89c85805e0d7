package org.lumoauth.agents.registry;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

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
  private final CredentialChangeGuard guard;

  AgentStateResource(
      AgentDirectory directory,
      AgentSwitch state,
      AgentEnd end,
      Bodies bodies,
      CredentialChangeGuard guard) {
    this.guard = guard;
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
    var now = end.retire(exchange.tenant(), ranked(exchange, agentId), Attribution.of(exchange));
    return new DataBody<>(bodies.of(exchange, now), RETIRED);
  }

  private AgentBody start(HttpServletRequest request, String agentId) {
    var exchange = Exchange.of(request);
    var now = state.enable(exchange.tenant(), ranked(exchange, agentId), Attribution.of(exchange));
    return bodies.of(exchange, now);
  }

  /** The id of an agent that the caller may change. To stop one needs less: it grants nothing. */
  private String ranked(Exchange exchange, String agentId) {
    var agent = directory.require(exchange.tenant(), agentId);
    guard.requireOver(exchange, agent.subject());
    return agent.agent().id();
  }

  private AgentBody stop(HttpServletRequest request, String agentId) {
    var exchange = Exchange.of(request);
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    var now = state.disable(exchange.tenant(), id, Attribution.of(exchange));
    return bodies.of(exchange, now);
  }
}
