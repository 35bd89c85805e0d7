/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
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
 * The token endpoint of the access server: grants a person server access for an agent by the
 * tenant's policy.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "resource_token", required = true),
      @SchemaProperty(value = "presented_token", required = true)
    })
@ApiResponse(status = 200)
@ApiResponse(status = 202)
@ApiErrorResponses(
    value = {400, 401, 403},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-access-token",
      "lumoauth.web.routes=POST ~/aauth-access/token",
      HttpHandler.SUMMARY + "=Request access for an agent from the access server (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AccessServerTokenEndpoint implements HttpHandler {

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final AccessServerPolicy policy;
  private final AccessServerRequestHandler desk;

  @Activate
  public AccessServerTokenEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference AccessServerPolicy policy,
      @Reference AccessServerRequestHandler desk) {
    this.answers = answers;
    this.callers = callers;
    this.policy = policy;
    this.desk = desk;
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
          desk.answer(
              exchange,
              DeferredAccessServerRequest.of(
                  person, AAuthErrorHandler.readBody(exchange), Instant.now()));
        });
  }
}
