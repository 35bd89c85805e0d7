/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredResponseWriter;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.interaction.UserInteractionStarter;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.ActingAgentResolver;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.agents.aauthperson.request.PersonServerRequestParser;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;
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
 * The two token endpoints of a person server, which issue a token or start a request to the person.
 */
@ApiRequestParameters(
    on = "POST ~/aauth-person/person",
    members = {
      @SchemaProperty(value = "resource", required = true),
      @SchemaProperty("mission_s256"),
      @SchemaProperty("justification"),
      @SchemaProperty("prompt"),
      @SchemaProperty("login_hint"),
      @SchemaProperty("tenant"),
      @SchemaProperty("platform"),
      @SchemaProperty("device"),
      @SchemaProperty(value = "capabilities", type = String[].class),
      @SchemaProperty("upstream_token"),
      @SchemaProperty("subagent_token")
    })
@ApiRequestParameters(
    on = "POST ~/aauth-person/token",
    members = {
      @SchemaProperty(value = "resource_token", required = true),
      @SchemaProperty(value = "presented_token", required = true),
      @SchemaProperty("justification"),
      @SchemaProperty("prompt"),
      @SchemaProperty("login_hint"),
      @SchemaProperty("tenant"),
      @SchemaProperty("platform"),
      @SchemaProperty("device"),
      @SchemaProperty(value = "capabilities", type = String[].class),
      @SchemaProperty("upstream_token"),
      @SchemaProperty("subagent_token")
    })
@ApiResponse(status = 200)
@ApiResponse(status = 202)
@ApiErrorResponses(
    on = "POST ~/aauth-person/person",
    value = {400, 401, 403, 404, 408, 410},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@ApiErrorResponses(
    on = "POST ~/aauth-person/token",
    value = {400, 401, 403, 404, 408, 410, 500, 502},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-tokens",
      "lumoauth.web.routes=POST ~/aauth-person/person",
      "lumoauth.web.routes=POST ~/aauth-person/token",
      HttpHandler.SUMMARY
          + "=POST ~/aauth-person/person: Request a person token for a resource (AAuth)",
      HttpHandler.SUMMARY
          + "=POST ~/aauth-person/token: Request an auth token for a resource (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class PersonServerTokenEndpoint implements HttpHandler {

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final PersonServerTokenService tokens;
  private final PersonServerRequestParser requests;
  private final ActingAgentResolver acting;
  private final DeferredRequestStore waiting;
  private final UserInteractionStarter asking;

  @Activate
  public PersonServerTokenEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference PersonServerTokenService tokens,
      @Reference PersonServerRequestParser requests,
      @Reference ActingAgentResolver acting,
      @Reference DeferredRequestStore waiting,
      @Reference UserInteractionStarter asking) {
    this.answers = answers;
    this.callers = callers;
    this.tokens = tokens;
    this.requests = requests;
    this.acting = acting;
    this.waiting = waiting;
    this.asking = asking;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.authenticateAgent(tenant, exchange);
          Map<String, Object> body = AAuthErrorHandler.readBody(exchange);
          AgentCallContext by = acting.of(tenant, agent, body);
          AgentPlatform.of(body);
          boolean auth = exchange.path().endsWith("/token");
          TokenRequestOutcome outcome =
              auth
                  ? tokens.issueAuthToken(tenant, by, body, exchange.requestInfo())
                  : tokens.issuePersonToken(tenant, by, body, exchange.requestInfo());
          if (outcome instanceof TokenRequestOutcome.TokenGranted given) {
            exchange.writeJson(200, given.answer());
          } else if (outcome instanceof TokenRequestOutcome.PersonInputRequired answers) {
            InteractionQuestion question =
                question(tenant, by, body, auth)
                    .of(
                        answers.accessServer(),
                        answers.wanted(),
                        acting.person(tenant, by).orElse(""));
            asking.askFor(exchange, agent, question, answers.wanted());
          } else if (outcome instanceof TokenRequestOutcome.AccessServerPending waits) {
            InteractionQuestion question = question(tenant, by, body, auth);
            DeferredResponseWriter.writeRelayed(
                exchange, waiting.addAnswered(tenant, question, waits.until()), waits.until());
          } else {
            asking.ask(exchange, agent, question(tenant, by, body, auth));
          }
        });
  }

  private InteractionQuestion question(
      TenantContext tenant, AgentCallContext by, Map<String, Object> body, boolean auth) {
    String resource;
    List<String> scope = List.of();
    Optional<ResourceInteractionPage> page = Optional.empty();
    if (auth) {
      RequestedResourceAccess asked = requests.readAuthRequest(tenant, by, body);
      resource = asked.resource();
      scope = List.copyOf(asked.resourceToken().scope());
      page = asked.resourcePage();
    } else {
      resource = requests.readResource(tenant, body);
    }
    InteractionQuestion question =
        InteractionQuestion.of(
                auth ? "auth" : "person",
                by,
                body,
                resource,
                scope,
                AAuthRequestParameterParser.words(body.get("justification")),
                acting.person(tenant, by).orElse(""))
            .withResourcePage(page);
    return question.prompt().login() ? question.signInFrom(Instant.now()) : question;
  }
}
