/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Access Evaluation API (section 6): one request, one decision. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "subject", required = true, type = EvaluationEntity.class),
      @SchemaProperty(value = "action", required = true, type = EvaluationAction.class),
      @SchemaProperty(value = "resource", required = true, type = EvaluationEntity.class),
      @SchemaProperty(value = "context", type = Map.class)
    })
@ApiResponse(EvaluationResponse.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-evaluation",
      HttpHandler.SUMMARY + "=Decide an evaluation request (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/evaluation",
      "lumoauth.web.routes=POST ~/authz/v1/evaluation",
      "lumoauth.web.routes=POST /api/v1/authz/v1/evaluation"
    })
public final class AccessEvaluationEndpoint implements HttpHandler {

  private static final JsonRequestMembers NO_DEFAULTS = new JsonRequestMembers(Map.of());

  private final EvaluationService desk;

  @Activate
  public AccessEvaluationEndpoint(@Reference EvaluationService desk) {
    this.desk = desk;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RequestIdHeaderWriter.echo(exchange);
    exchange.caller();
    var evaluation = EvaluationRequest.read(JsonRequestMembers.read(exchange), NO_DEFAULTS);
    var decided = desk.decide(exchange, evaluation);
    boolean tellWhy = !decided.decision().permitted() && desk.canSeeReasons(exchange);
    exchange.writeJson(200, EvaluationResponse.of(decided, tellWhy));
  }
}
