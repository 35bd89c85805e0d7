/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.agents.budgets.PersistentAgentBudgetService;
import org.lumoauth.agents.budgets.UsageReportRecorder;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Lets agents report their usage and read their remaining budget. */
@Path("agents/me")
@Produces(MediaType.APPLICATION_JSON)
@RequiresAuthentication
public final class AgentUsageResource {

  private static final int MAX_KEY = 200;

  private final PersistentAgentBudgetService budgets;
  private final UsageReportRecorder reports;

  AgentUsageResource(PersistentAgentBudgetService budgets, UsageReportRecorder reports) {
    this.budgets = budgets;
    this.reports = reports;
  }

  /**
   * A usage report.
   *
   * @param tokens a whole number; declared as {@code Number} so that a fraction is rejected instead
   *     of truncated
   * @param model a string; declared as {@code Object} so that other types are not converted
   */
  public record AgentUsageForm(
      Number tokens,
      @JsonProperty("cost_usd") BigDecimal costUsd,
      Object model,
      @JsonProperty("idempotency_key") String idempotencyKey) {

    AgentUsage usage() {
      if (tokens == null && costUsd == null) {
        throw ApiException.invalidRequest("Send tokens, cost_usd, or both.");
      }
      if (tokens != null && !(tokens instanceof Integer) && !(tokens instanceof Long)) {
        throw ApiException.invalid("tokens", "tokens must be a whole number between 0 and 10^9.");
      }
      boolean named = model instanceof String name && name.matches("[\\x21-\\x7E]{1,100}");
      if (model != null && !named) {
        throw ApiException.invalid("model", "model must be 1 to 100 visible ASCII characters.");
      }
      return new AgentUsage(
          0,
          tokens == null ? 0 : tokens.longValue(),
          costUsd == null ? BigDecimal.ZERO : costUsd,
          Optional.ofNullable((String) model));
    }
  }

  @GET
  @OperationSummary("Get the budget of the calling agent")
  @Path("budget")
  public Map<String, Object> budget(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    return Map.of("budget_policy", budgets.describe(exchange.tenant(), agent(exchange.caller())));
  }

  @POST
  @OperationSummary("Report usage of the calling agent")
  @Path("usage")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> report(@Context HttpServletRequest request, AgentUsageForm form) {
    var exchange = HttpExchange.of(request);
    var agentId = agent(exchange.caller());
    if (form == null) {
      throw ApiException.invalidRequest("Send the usage report as a JSON object.");
    }
    var key = key(request, form);
    boolean counted = reports.report(exchange.tenant(), agentId, form.usage(), key);
    var body = new LinkedHashMap<String, Object>();
    body.put("recorded", true);
    body.put("replayed", !counted);
    body.put("budget_policy", budgets.describe(exchange.tenant(), agentId));
    return body;
  }

  private static Optional<String> key(HttpServletRequest request, AgentUsageForm form) {
    var key =
        Optional.ofNullable(request.getHeader("Idempotency-Key"))
            .or(() -> Optional.ofNullable(form.idempotencyKey()));
    key.filter(text -> text.isBlank() || text.length() > MAX_KEY)
        .ifPresent(
            text -> {
              throw ApiException.invalid(
                  "idempotency_key",
                  "The idempotency key must have 1 to " + MAX_KEY + " characters.");
            });
    return key;
  }

  /** Rejects task tokens: other parties receive them and must not use up the budget. */
  private static String agent(Caller caller) {
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    boolean forPeople =
        caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.USER);
    if (!forPeople || !acting.type().equals(SubjectRef.AGENT)) {
      throw ApiException.forbidden("Only agents have a budget. Use an agent's access token.");
    }
    return acting.id();
  }
}
