package org.lumoauth.agents.budgets.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.agents.budgets.BudgetView;
import org.lumoauth.agents.budgets.DurableBudgets;
import org.lumoauth.agents.budgets.Holders;
import org.lumoauth.agents.budgets.Limits;
import org.lumoauth.agents.budgets.Policies;
import org.lumoauth.agents.budgets.Policy;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

/** The budget of an agent, as administrators keep it. */
@Path("admin/agents/{agentId}/budget")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AgentBudgetResource {

  private final Holders holders;
  private final Policies policies;
  private final DurableBudgets budgets;
  private final BudgetChanges changes;

  AgentBudgetResource(
      Holders holders, Policies policies, DurableBudgets budgets, BudgetChanges changes) {
    this.holders = holders;
    this.policies = policies;
    this.budgets = budgets;
    this.changes = changes;
  }

  @GET
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    return DataBody.of(body(exchange, require(exchange, agentId)));
  }

  @PUT
  @Requires("agents.write")
  public DataBody<Map<String, Object>> put(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, BudgetForm form) {
    var exchange = Exchange.of(request);
    var id = require(exchange, agentId);
    if (form == null) {
      throw Problem.invalidRequest("Send the budget as a JSON object.");
    }
    changes.limit(exchange, id, form.toLimits());
    return new DataBody<>(body(exchange, id), "Budget changed; it holds at once.");
  }

  @DELETE
  @Requires("agents.write")
  public DataBody<Map<String, Object>> delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var id = require(exchange, agentId);
    changes.limit(exchange, id, Limits.NONE);
    return new DataBody<>(body(exchange, id), "The agent has no budget of its own any more.");
  }

  @POST
  @Path("reset")
  @Requires("agents.write")
  public DataBody<Map<String, Object>> reset(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var id = require(exchange, agentId);
    changes.reset(exchange, id);
    return new DataBody<>(body(exchange, id), "Counts begin anew.");
  }

  private String require(Exchange exchange, String agentId) {
    return holders
        .named(exchange.tenant(), agentId)
        .orElseThrow(() -> Problem.notFound("There is no such agent here."))
        .id();
  }

  private Map<String, Object> body(Exchange exchange, String agentId) {
    var own = policies.find(exchange.tenant(), agentId).map(Policy::limits).orElse(Limits.NONE);
    var body = new LinkedHashMap<String, Object>();
    body.put("agentId", agentId);
    body.put("budget_policy", BudgetView.limits(own));
    body.put("effective", budgets.describe(exchange.tenant(), agentId));
    return body;
  }
}
