/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.api.audit.AuditLog;
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

/** Lets a person server respond to the access server's requirements and poll for the result. */
@ApiRequestParameters(
    on = "POST",
    members = {
      @SchemaProperty(
          value = "action",
          oneOf = {"clarification_response", "updated_request"},
          description = "Required to answer a question; if claims are required, send them instead"),
      @SchemaProperty("clarification_response"),
      @SchemaProperty("resource_token"),
      @SchemaProperty("presented_token"),
      @SchemaProperty("justification")
    })
@ApiResponse(status = 200)
@ApiResponse(
    on = {"GET", "POST"},
    status = 202)
@ApiErrorResponses(
    value = {400, 401, 403, 408, 410},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-access-pending",
      "lumoauth.web.routes=GET ~/aauth-access/pending/{pendingKey}",
      "lumoauth.web.routes=POST ~/aauth-access/pending/{pendingKey}",
      "lumoauth.web.routes=DELETE ~/aauth-access/pending/{pendingKey}",
      HttpHandler.SUMMARY + "=GET: Get the result of a pending access server request (AAuth)",
      HttpHandler.SUMMARY
          + "=POST: Answer a question about a pending access server request (AAuth)",
      HttpHandler.SUMMARY + "=DELETE: Cancel a pending access server request (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AccessServerPendingEndpoint implements HttpHandler {

  static final String BELOW = "/aauth-access/pending/";

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final AccessServerPolicy policy;
  private final DeferredAccessServerRequestStore cases;
  private final AccessServerRequestHandler desk;
  private final AccessRequirementResponseHandler replies;

  @Activate
  public AccessServerPendingEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference AccessServerPolicy policy,
      @Reference DeferredAccessServerRequestStore cases,
      @Reference AccessServerRequestHandler desk,
      @Reference AAuthJwtService jwts,
      @Reference AuditLog log) {
    this.answers = answers;
    this.callers = callers;
    this.policy = policy;
    this.cases = cases;
    this.desk = desk;
    this.replies = new AccessRequirementResponseHandler(policy, cases, desk, jwts, log);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String person =
              callers.authenticateServer(
                  tenant,
                  exchange,
                  Set.of("aauth-person.json"),
                  policy.personServers(tenant),
                  "denied");
          ShortLivedRecord<DeferredAccessServerRequest> entry =
              cases
                  .find(tenant, exchange.path().substring(BELOW.length()), person)
                  .orElseThrow(AccessServerRequestHandler::goneProblem);
          String method = exchange.request().getMethod();
          if (method.equals("DELETE")) {
            cases.end(tenant, entry.value().id());
            exchange.writeJson(200, Map.of());
          } else if (method.equals("POST")) {
            desk.answer(
                exchange, replies.handle(exchange, entry, AAuthErrorHandler.readBody(exchange)));
          } else {
            desk.answer(exchange, entry.value());
          }
        });
  }
}
