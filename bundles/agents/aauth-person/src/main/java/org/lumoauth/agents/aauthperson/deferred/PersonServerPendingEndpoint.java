/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Returns the result of a deferred request to its agent; for other agents the request does not
 * exist.
 */
@ApiRequestParameters(
    on = "POST",
    members = {
      @SchemaProperty(
          value = "action",
          required = true,
          oneOf = {"clarification_response", "updated_request"}),
      @SchemaProperty("clarification_response"),
      @SchemaProperty("resource_token"),
      @SchemaProperty("presented_token"),
      @SchemaProperty("justification")
    })
@ApiResponse(
    on = {"GET", "DELETE"},
    status = 200)
@ApiResponse(
    on = {"GET", "POST"},
    status = 202)
@ApiErrorResponses(
    value = {400, 401, 403, 404, 408, 410, 429, 500, 502},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-pending",
      "lumoauth.web.routes=GET ~/aauth-person/pending/{pendingKey}",
      "lumoauth.web.routes=POST ~/aauth-person/pending/{pendingKey}",
      "lumoauth.web.routes=DELETE ~/aauth-person/pending/{pendingKey}",
      HttpHandler.SUMMARY + "=GET: Get the result of a deferred request (AAuth)",
      HttpHandler.SUMMARY + "=POST: Clarify or update a deferred request (AAuth)",
      HttpHandler.SUMMARY + "=DELETE: Withdraw a deferred request (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class PersonServerPendingEndpoint implements HttpHandler {

  private static final String BELOW = "/aauth-person/pending/";

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final DeferredRequestStore waiting;
  private final ClosedDeferredRequestStore over;
  private final DeferredRequestPollHandler polling;
  private final AgentLongPollService holding;
  private final AgentClarificationResponseHandler clarifying;
  private final AccessServerClarificationResponseHandler answering;

  @Activate
  public PersonServerPendingEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference DeferredRequestStore waiting,
      @Reference ClosedDeferredRequestStore over,
      @Reference DeferredRequestPollHandler polling,
      @Reference AgentLongPollService holding,
      @Reference AgentClarificationResponseHandler clarifying,
      @Reference AccessServerClarificationResponseHandler answering) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.over = over;
    this.polling = polling;
    this.holding = holding;
    this.clarifying = clarifying;
    this.answering = answering;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.authenticateAgent(tenant, exchange);
          ShortLivedRecord<DeferredRequest> entry =
              waiting
                  .find(tenant, exchange.path().substring(BELOW.length()))
                  .filter(found -> found.value().askedBy(agent))
                  .orElseThrow(DeferredRequestPollHandler::goneProblem);
          if (exchange.request().getMethod().equals("DELETE")) {
            over.withdraw(tenant, entry.value());
            exchange.writeJson(200, Map.of());
            return;
          }
          polling.requireAgentToken(tenant, entry.value());
          if (exchange.request().getMethod().equals("POST")
              && entry.value().openAccessServerQuestion().isPresent()) {
            AccessServerRequirement asked = entry.value().openAccessServerQuestion().get();
            AccessServerRequirement answered =
                answering.reply(tenant, agent, entry, asked, AAuthErrorHandler.readBody(exchange));
            DeferredResponseWriter.writeRelayed(exchange, entry.value(), answered);
          } else if (exchange.request().getMethod().equals("POST")) {
            clarifying.reply(tenant, agent, entry, AAuthErrorHandler.readBody(exchange));
            DeferredResponseWriter.write(exchange, entry.value());
          } else if (!holding.hold(exchange, agent, entry.value())) {
            polling.respond(exchange, agent, entry);
          }
        });
  }
}
