/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.agents.aauth.token.AuthorizationServerIdentifierProvider;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Component;

/** Redirects the user's browser to the consent page. */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty(value = "request_token", required = true)})
@ApiResponse(status = 302)
@ApiErrorResponses(400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-auth",
      "lumoauth.web.routes=GET ~/aauth/agent/auth",
      HttpHandler.SUMMARY + "=Redirect the user to the consent page of an agent (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ConsentRedirectEndpoint implements HttpHandler {

  private static final int MAX_TOKEN = 200;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String token = exchange.request().getParameter("request_token");
    if (token == null || token.isEmpty() || token.length() > MAX_TOKEN) {
      throw ApiException.invalidRequest("request_token is missing.");
    }
    exchange.redirect(
        AuthorizationServerIdentifierProvider.page(exchange.tenant())
            + "?request_token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8));
    exchange
        .response()
        .setStatus(302); // the published contract uses 302, which is equivalent for GET
  }
}
