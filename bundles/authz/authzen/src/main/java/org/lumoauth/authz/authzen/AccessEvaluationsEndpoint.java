/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Access Evaluations API (section 7): several requests, each decided separately. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "subject", type = EvaluationEntity.class),
      @SchemaProperty(value = "action", type = EvaluationAction.class),
      @SchemaProperty(value = "resource", type = EvaluationEntity.class),
      @SchemaProperty(value = "context", type = Map.class),
      @SchemaProperty(
          value = "evaluations",
          type = List.class,
          description =
              "Each entry is an evaluation request; omitted members are taken from the "
                  + "enclosing request"),
      @SchemaProperty(
          value = "options",
          type = Map.class,
          description = "An object with `evaluations_semantic`")
    })
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-evaluations",
      HttpHandler.SUMMARY + "=Decide several evaluation requests (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/evaluations",
      "lumoauth.web.routes=POST ~/authz/v1/evaluations",
      "lumoauth.web.routes=POST /api/v1/authz/v1/evaluations",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class AccessEvaluationsEndpoint implements HttpHandler {

  static final int MAX = 100;
  private static final int SERVER_ERROR = 500;

  /** Time limit for all evaluations together, as for decisions in one call. */
  private static final Duration TIME = Duration.ofSeconds(10);

  private final EvaluationService desk;
  private final Duration time;

  @Activate
  public AccessEvaluationsEndpoint(@Reference EvaluationService desk) {
    this(desk, TIME);
  }

  AccessEvaluationsEndpoint(EvaluationService desk, Duration time) {
    this.desk = desk;
    this.time = time;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    RequestIdHeaderWriter.echo(exchange);
    exchange.caller();
    var request = JsonRequestMembers.read(exchange);
    var listed = request.list("evaluations").orElse(List.of());
    if (listed.size() > MAX) {
      throw JsonRequestMembers.refused(
          "`evaluations` must not have more than " + MAX + " entries.");
    }
    var semantic = EvaluationsSemantic.read(request);
    var why = new DenialReasonPermission(desk, exchange);
    if (listed.isEmpty()) {
      // Section 7.1: without evaluations, it is a single request.
      var decided = desk.decide(exchange, EvaluationRequest.read(request, request));
      exchange.writeJson(
          200, EvaluationResponse.of(decided, !decided.decision().permitted() && why.isGranted()));
      return;
    }
    var answers = new ArrayList<EvaluationResponse>(listed.size());
    for (Object each : listed) {
      boolean late = System.nanoTime() - start > time.toNanos();
      var answer = late ? EvaluationResponse.timedOut() : answer(exchange, each, request, why);
      answers.add(answer);
      if (semantic.endsWith(answer.decision())) {
        break;
      }
    }
    exchange.writeJson(200, new EvaluationResponse.EvaluationsResponse(answers));
  }

  /**
   * Returns the result of one evaluation. An invalid evaluation gets an error in its place; a
   * failure of the server fails the whole request.
   */
  private EvaluationResponse answer(
      HttpExchange exchange,
      Object listed,
      JsonRequestMembers defaults,
      DenialReasonPermission why) {
    try {
      var decided = desk.decide(exchange, EvaluationRequest.read(item(listed), defaults));
      return EvaluationResponse.of(decided, !decided.decision().permitted() && why.isGranted());
    } catch (ApiException problem) {
      if (problem.status() >= SERVER_ERROR) {
        throw problem;
      }
      return EvaluationResponse.refused(problem);
    }
  }

  private static JsonRequestMembers item(Object listed) {
    var members = new HashMap<String, Object>();
    members.put("evaluation", listed);
    return new JsonRequestMembers(members)
        .object("evaluation")
        .orElseThrow(
            () -> JsonRequestMembers.refused("Each entry of `evaluations` must be an object."));
  }

  /** Determines whether denials are explained: evaluated once, and only for a denial. */
  private static final class DenialReasonPermission {
    private final EvaluationService desk;
    private final HttpExchange exchange;
    private Boolean told;

    DenialReasonPermission(EvaluationService desk, HttpExchange exchange) {
      this.desk = desk;
      this.exchange = exchange;
    }

    boolean isGranted() {
      if (told == null) {
        told = desk.canSeeReasons(exchange);
      }
      return told;
    }
  }
}
