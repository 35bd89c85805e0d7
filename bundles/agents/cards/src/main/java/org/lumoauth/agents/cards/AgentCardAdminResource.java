/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Administers the contents of agent cards. An agent without stored contents has no card. */
@Path("admin/agents/{agentId}/card")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class AgentCardAdminResource {

  private final CardAgentLookup agents;
  private final AgentCardStore store;
  private final AuditLog audit;

  AgentCardAdminResource(CardAgentLookup agents, AgentCardStore store, AuditLog audit) {
    this.agents = agents;
    this.store = store;
    this.audit = audit;
  }

  @GET
  @OperationSummary("Get the content of an agent's card")
  @RequiresPermission("agents.read")
  public DataResponseBody<AgentCardContent> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var agent = require(exchange, agentId);
    return DataResponseBody.of(
        store
            .find(exchange.tenant().id(), agent.id())
            .orElseThrow(() -> ApiException.notFound("The agent has no card.")));
  }

  @PUT
  @OperationSummary("Publish the card of an agent")
  @RequiresPermission("agents.write")
  public DataResponseBody<AgentCardContent> put(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      AgentCardContent form) {
    var exchange = HttpExchange.of(request);
    var agent = require(exchange, agentId);
    if (form == null) {
      throw ApiException.invalidRequest("Send the card as a JSON object with a `url`.");
    }
    store.put(exchange.tenant().id(), agent.id(), form.checked());
    record(exchange, agent, "agent.card.published", "The agent's card was published.");
    return new DataResponseBody<>(
        form, "Card published at …/agents/" + agent.id() + "/agent-card.");
  }

  @DELETE
  @OperationSummary("Delete the card of an agent")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var agent = require(exchange, agentId);
    store.delete(exchange.tenant().id(), agent.id());
    record(exchange, agent, "agent.card.removed", "The agent's card was removed.");
    return new MessageResponseBody(
        "The card was removed. Caches may serve it for up to five minutes.");
  }

  private Agent require(HttpExchange exchange, String agentId) {
    return agents
        .find(exchange.tenant(), agentId)
        .orElseThrow(() -> ApiException.notFound("The agent does not exist in this tenant."));
  }

  private void record(HttpExchange exchange, Agent agent, String action, String message) {
    audit.record(
        exchange.tenant().id(),
        exchange
            .initiator()
            .auditEvent(action, message)
            .withTarget("agent", agent.id(), agent.name()));
  }
}
