/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.budgets.BudgetHolderResolver;
import org.lumoauth.agents.budgets.BudgetLimits;
import org.lumoauth.agents.budgets.BudgetPolicy;
import org.lumoauth.agents.budgets.BudgetPolicyCache;
import org.lumoauth.agents.budgets.BudgetViewFactory;
import org.lumoauth.agents.budgets.PersistentAgentBudgetService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Administers the budget of an agent. */
@Path("admin/agents/{agentId}/budget")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AgentBudgetResource {

  private final BudgetHolderResolver holders;
  private final BudgetPolicyCache policies;
  private final PersistentAgentBudgetService budgets;
  private final BudgetAdminService changes;

  AgentBudgetResource(
      BudgetHolderResolver holders,
      BudgetPolicyCache policies,
      PersistentAgentBudgetService budgets,
      BudgetAdminService changes) {
    this.holders = holders;
    this.policies = policies;
    this.budgets = budgets;
    this.changes = changes;
  }

  @GET
  @OperationSummary("Get the budget of an agent")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    return DataResponseBody.of(body(exchange, require(exchange, agentId)));
  }

  @PUT
  @OperationSummary("Set the budget of an agent")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      BudgetRequestBody form) {
    var exchange = HttpExchange.of(request);
    var id = require(exchange, agentId);
    if (form == null) {
      throw ApiException.invalidRequest("Send the budget as a JSON object.");
    }
    changes.setLimits(exchange, id, form.toLimits());
    return new DataResponseBody<>(
        body(exchange, id), "The budget was changed. It applies immediately.");
  }

  @DELETE
  @OperationSummary("Delete the budget of an agent")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var id = require(exchange, agentId);
    changes.setLimits(exchange, id, BudgetLimits.NONE);
    return new DataResponseBody<>(
        body(exchange, id), "The agent no longer has a budget of its own.");
  }

  @POST
  @OperationSummary("Reset the usage counts of an agent")
  @Path("reset")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> reset(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var id = require(exchange, agentId);
    changes.reset(exchange, id);
    return new DataResponseBody<>(body(exchange, id), "The usage counts were reset.");
  }

  private String require(HttpExchange exchange, String agentId) {
    return holders
        .findByIdOrClientId(exchange.tenant(), agentId)
        .orElseThrow(() -> ApiException.notFound("The agent does not exist in this tenant."))
        .id();
  }

  private Map<String, Object> body(HttpExchange exchange, String agentId) {
    var own =
        policies
            .find(exchange.tenant(), agentId)
            .map(BudgetPolicy::limits)
            .orElse(BudgetLimits.NONE);
    var body = new LinkedHashMap<String, Object>();
    body.put("agentId", agentId);
    body.put("budget_policy", BudgetViewFactory.limits(own));
    body.put("effective", budgets.describe(exchange.tenant(), agentId));
    return body;
  }
}
