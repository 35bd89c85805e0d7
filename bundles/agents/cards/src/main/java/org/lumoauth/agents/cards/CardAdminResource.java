package org.lumoauth.agents.cards;

import java.util.Map;
import java.util.Optional;
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
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.MessageBody;

/** What cards say, as administrators keep it. Without it an agent has no card. */
@Path("admin/agents/{agentId}/card")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class CardAdminResource {

  private final KnownAgents agents;
  private final CardStore store;
  private final AuditLog audit;

  CardAdminResource(KnownAgents agents, CardStore store, AuditLog audit) {
    this.agents = agents;
    this.store = store;
    this.audit = audit;
  }

  @GET
  @Requires("agents.read")
  public DataBody<CardForm> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var agent = require(exchange, agentId);
    return DataBody.of(
        store
            .find(exchange.tenant().id(), agent.id())
            .orElseThrow(() -> Problem.notFound("The agent has no card.")));
  }

  @PUT
  @Requires("agents.write")
  public DataBody<CardForm> put(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, CardForm form) {
    var exchange = Exchange.of(request);
    var agent = require(exchange, agentId);
    if (form == null) {
      throw Problem.invalidRequest("Send the card as a JSON object with a url.");
    }
    store.put(exchange.tenant().id(), agent.id(), form.checked());
    record(exchange, agent, "agent.card.published", "The card of the agent was published.");
    return new DataBody<>(form, "Card published at …/agents/" + agent.id() + "/agent-card.");
  }

  @DELETE
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var agent = require(exchange, agentId);
    store.delete(exchange.tenant().id(), agent.id());
    record(exchange, agent, "agent.card.removed", "The card of the agent was removed.");
    return new MessageBody("Card removed; caches may show it for five minutes.");
  }

  private Agent require(Exchange exchange, String agentId) {
    return agents
        .find(exchange.tenant(), agentId)
        .orElseThrow(() -> Problem.notFound("There is no such agent here."));
  }

  private void record(Exchange exchange, Agent agent, String action, String message) {
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    audit.record(
        exchange.tenant().id(),
        by.did(
            action,
            new AuditEvent.Target("agent", agent.id(), Optional.of(agent.name())),
            message,
            Map.of()));
  }
}
