/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import java.util.LinkedHashMap;
import java.util.Map;
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
import org.lumoauth.agents.budgets.BudgetHolderResolver;
import org.lumoauth.agents.budgets.BudgetLimits;
import org.lumoauth.agents.budgets.BudgetPolicy;
import org.lumoauth.agents.budgets.BudgetPolicyCache;
import org.lumoauth.agents.budgets.BudgetViewFactory;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Administers the budget that applies to each instance of a blueprint separately. */
@Path("admin/agents/blueprints/{blueprintId}/budget")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BlueprintBudgetResource {

  private final BudgetHolderResolver holders;
  private final BudgetPolicyCache policies;
  private final BudgetAdminService changes;

  BlueprintBudgetResource(
      BudgetHolderResolver holders, BudgetPolicyCache policies, BudgetAdminService changes) {
    this.holders = holders;
    this.policies = policies;
    this.changes = changes;
  }

  @GET
  @OperationSummary("Get the budget of a blueprint")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    return DataResponseBody.of(body(HttpExchange.of(request), id));
  }

  @PUT
  @OperationSummary("Set the budget of a blueprint")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String id,
      BudgetRequestBody form) {
    var exchange = HttpExchange.of(request);
    var holder = checked(exchange, id);
    if (form == null) {
      throw ApiException.invalidRequest("Send the budget as a JSON object.");
    }
    changes.setLimits(exchange, holder, form.toLimits());
    return new DataResponseBody<>(
        body(exchange, id), "The budget was changed. It applies to instances immediately.");
  }

  @DELETE
  @OperationSummary("Delete the budget of a blueprint")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> delete(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    var exchange = HttpExchange.of(request);
    changes.setLimits(exchange, checked(exchange, id), BudgetLimits.NONE);
    return new DataResponseBody<>(body(exchange, id), "The blueprint no longer has a budget.");
  }

  private Map<String, Object> body(HttpExchange exchange, String id) {
    var own =
        policies
            .find(exchange.tenant(), checked(exchange, id))
            .map(BudgetPolicy::limits)
            .orElse(BudgetLimits.NONE);
    var body = new LinkedHashMap<String, Object>();
    body.put("blueprintId", id);
    body.put("budget_policy", BudgetViewFactory.limits(own));
    return body;
  }

  private String checked(HttpExchange exchange, String id) {
    if (!holders.knowsBlueprint(exchange.tenant(), id)) {
      throw ApiException.notFound("The blueprint does not exist in this tenant.");
    }
    return id;
  }
}
