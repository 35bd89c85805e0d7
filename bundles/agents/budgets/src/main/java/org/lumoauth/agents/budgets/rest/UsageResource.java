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
import org.lumoauth.agents.budgets.DurableBudgets;
import org.lumoauth.agents.budgets.UsageReports;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** Agents tell what they used, and see what is left. */
@Path("agents/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class UsageResource {

  private static final int MAX_KEY = 200;

  private final DurableBudgets budgets;
  private final UsageReports reports;

  UsageResource(DurableBudgets budgets, UsageReports reports) {
    this.budgets = budgets;
    this.reports = reports;
  }

  /**
   * What was used.
   *
   * @param tokens a whole number; of any kind, so that none is cut to one
   * @param model a text; of any kind, so that nothing is made one
   */
  public record Form(
      Number tokens,
      @JsonProperty("cost_usd") BigDecimal costUsd,
      Object model,
      @JsonProperty("idempotency_key") String idempotencyKey) {

    Usage usage() {
      if (tokens == null && costUsd == null) {
        throw Problem.invalidRequest("Send what was used: tokens, cost_usd, or both.");
      }
      if (tokens != null && !(tokens instanceof Integer) && !(tokens instanceof Long)) {
        throw Problem.invalid("tokens", "tokens is a whole number, 0 to 10^9.");
      }
      boolean named = model instanceof String name && name.matches("[\\x21-\\x7E]{1,100}");
      if (model != null && !named) {
        throw Problem.invalid("model", "model is 1 to 100 visible ASCII characters.");
      }
      return new Usage(
          0,
          tokens == null ? 0 : tokens.longValue(),
          costUsd == null ? BigDecimal.ZERO : costUsd,
          Optional.ofNullable((String) model));
    }
  }

  @GET
  @Path("budget")
  public Map<String, Object> budget(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
    return Map.of("budget_policy", budgets.describe(exchange.tenant(), agent(exchange.caller())));
  }

  @POST
  @Path("usage")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> report(@Context HttpServletRequest request, Form form) {
    var exchange = Exchange.of(request);
    var agentId = agent(exchange.caller());
    if (form == null) {
      throw Problem.invalidRequest("Send what was used as a JSON object.");
    }
    var key = key(request, form);
    boolean counted = reports.report(exchange.tenant(), agentId, form.usage(), key);
    var body = new LinkedHashMap<String, Object>();
    body.put("recorded", true);
    body.put("replayed", !counted);
    body.put("budget_policy", budgets.describe(exchange.tenant(), agentId));
    return body;
  }

  private static Optional<String> key(HttpServletRequest request, Form form) {
    var key =
        Optional.ofNullable(request.getHeader("Idempotency-Key"))
            .or(() -> Optional.ofNullable(form.idempotencyKey()));
    key.filter(text -> text.isBlank() || text.length() > MAX_KEY)
        .ifPresent(
            text -> {
              throw Problem.invalid(
                  "idempotency_key", "The idempotency key is 1 to " + MAX_KEY + " characters.");
            });
    return key;
  }

  /** Not by a token of a task, which goes to others: they are not to use up the budget. */
  private static String agent(Caller caller) {
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    boolean forPeople =
        caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.USER);
    if (!forPeople || !acting.type().equals(SubjectRef.AGENT)) {
      throw Problem.forbidden("Only agents have budgets.");
    }
    return acting.id();
  }
}
