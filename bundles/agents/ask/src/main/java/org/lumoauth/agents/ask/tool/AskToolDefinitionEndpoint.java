/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import java.io.IOException;
import java.util.Set;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.QueryParameterNameValidator;
import org.osgi.service.component.annotations.Component;

/**
 * {@code GET ~/agents/ask/tool-definition?format=}: returns Ask as a tool definition for a model.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty(AskToolDefinitionEndpoint.FORMAT)})
@ApiResponse(status = 200)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-tool-definition",
      "lumoauth.web.routes=GET ~/agents/ask/tool-definition",
      HttpHandler.SUMMARY + "=Get the tool definition of the ask endpoint"
    })
public final class AskToolDefinitionEndpoint implements HttpHandler {

  static final String FORMAT = "format";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    QueryParameterNameValidator.require(exchange, Set.of(FORMAT));
    exchange.writeJson(
        200, AskToolDefinitionFactory.inFormat(exchange.request().getParameter(FORMAT)));
  }
}
