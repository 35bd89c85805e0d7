/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.agents.registry.AgentActivationService;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentRetirementService;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Enables, disables and retires agents, under both pairs of path names of the published API. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
@RequiresPermission("agents.write")
public final class AgentStateResource {

  private static final String STARTED = "The agent was enabled.";
  private static final String STOPPED = "The agent was disabled. Its tokens are no longer valid.";
  private static final String RETIRED =
      "The agent was retired permanently. Its credentials were deleted.";

  private final AgentRegistryService directory;
  private final AgentActivationService state;
  private final AgentRetirementService end;
  private final AgentViewFactory bodies;
  private final PrivilegeEscalationGuard guard;

  AgentStateResource(
      AgentRegistryService directory,
      AgentActivationService state,
      AgentRetirementService end,
      AgentViewFactory bodies,
      PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.directory = directory;
    this.state = state;
    this.end = end;
    this.bodies = bodies;
  }

  /** The response to a status change of an agent. */
  public record AgentStatusResponse(String message, AgentView agent) {}

  @POST
  @OperationSummary("Enable an agent")
  @Path("{agentId}/enable")
  public AgentStatusResponse enable(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new AgentStatusResponse(STARTED, start(request, agentId));
  }

  @POST
  @OperationSummary("Disable an agent")
  @Path("{agentId}/disable")
  public AgentStatusResponse disable(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new AgentStatusResponse(STOPPED, stop(request, agentId));
  }

  @POST
  @OperationSummary("Enable an agent")
  @Path("{agentId}/activate")
  public DataResponseBody<AgentView> activate(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataResponseBody<>(start(request, agentId), STARTED);
  }

  @POST
  @OperationSummary("Disable an agent")
  @Path("{agentId}/deactivate")
  public DataResponseBody<AgentView> deactivate(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataResponseBody<>(stop(request, agentId), STOPPED);
  }

  @POST
  @OperationSummary("Disable an agent")
  @Path("{agentId}/suspend")
  public DataResponseBody<AgentView> suspend(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    return new DataResponseBody<>(stop(request, agentId), STOPPED);
  }

  @POST
  @OperationSummary("Retire an agent")
  @Path("{agentId}/retire")
  public DataResponseBody<AgentView> retire(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var now =
        end.retire(exchange.tenant(), ranked(exchange, agentId), ChangeAttribution.of(exchange));
    return new DataResponseBody<>(bodies.of(exchange, now), RETIRED);
  }

  private AgentView start(HttpServletRequest request, String agentId) {
    var exchange = HttpExchange.of(request);
    var now =
        state.enable(exchange.tenant(), ranked(exchange, agentId), ChangeAttribution.of(exchange));
    return bodies.of(exchange, now);
  }

  /**
   * Returns the id of an agent that the caller may change. Disabling requires fewer permissions
   * than enabling, because it grants nothing.
   */
  private String ranked(HttpExchange exchange, String agentId) {
    var agent = directory.require(exchange.tenant(), agentId);
    guard.requirePrivilegesOver(exchange, agent.subject());
    return agent.agent().id();
  }

  private AgentView stop(HttpServletRequest request, String agentId) {
    var exchange = HttpExchange.of(request);
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    var now = state.disable(exchange.tenant(), id, ChangeAttribution.of(exchange));
    return bodies.of(exchange, now);
  }
}
