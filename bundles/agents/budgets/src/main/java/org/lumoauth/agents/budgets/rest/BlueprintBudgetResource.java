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
import org.lumoauth.agents.budgets.BudgetView;
import org.lumoauth.agents.budgets.Holders;
import org.lumoauth.agents.budgets.Limits;
import org.lumoauth.agents.budgets.Policies;
import org.lumoauth.agents.budgets.Policy;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

/** What every instance of a blueprint may use, each for itself. */
@Path("admin/agents/blueprints/{blueprintId}/budget")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BlueprintBudgetResource {

  private final Holders holders;
  private final Policies policies;
  private final BudgetChanges changes;

  BlueprintBudgetResource(Holders holders, Policies policies, BudgetChanges changes) {
    this.holders = holders;
    this.policies = policies;
    this.changes = changes;
  }

  @GET
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    return DataBody.of(body(Exchange.of(request), id));
  }

  @PUT
  @Requires("agents.write")
  public DataBody<Map<String, Object>> put(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id, BudgetForm form) {
    var exchange = Exchange.of(request);
    var holder = checked(exchange, id);
    if (form == null) {
      throw Problem.invalidRequest("Send the budget as a JSON object.");
    }
    changes.limit(exchange, holder, form.toLimits());
    return new DataBody<>(body(exchange, id), "Budget changed; it holds for instances at once.");
  }

  @DELETE
  @Requires("agents.write")
  public DataBody<Map<String, Object>> delete(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    var exchange = Exchange.of(request);
    changes.limit(exchange, checked(exchange, id), Limits.NONE);
    return new DataBody<>(body(exchange, id), "The blueprint has no budget any more.");
  }

  private Map<String, Object> body(Exchange exchange, String id) {
    var own =
        policies
            .find(exchange.tenant(), checked(exchange, id))
            .map(Policy::limits)
            .orElse(Limits.NONE);
    var body = new LinkedHashMap<String, Object>();
    body.put("blueprintId", id);
    body.put("budget_policy", BudgetView.limits(own));
    return body;
  }

  private String checked(Exchange exchange, String id) {
    if (!holders.knowsBlueprint(exchange.tenant(), id)) {
      throw Problem.notFound("There is no such blueprint here.");
    }
    return id;
  }
}
