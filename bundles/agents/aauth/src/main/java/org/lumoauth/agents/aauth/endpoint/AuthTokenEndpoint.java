/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.List;
import org.lumoauth.agents.aauth.grant.AAuthAccessRequestHandler;
import org.lumoauth.agents.aauth.grant.AAuthCallChainRequestHandler;
import org.lumoauth.agents.aauth.grant.AAuthCodeRequestHandler;
import org.lumoauth.agents.aauth.grant.AAuthConsentRequestStore;
import org.lumoauth.agents.aauth.grant.AAuthRefreshRequestHandler;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.grant.AAuthTokenRequestHandler;
import org.lumoauth.agents.aauth.grant.AgentResourceTokenVerifier;
import org.lumoauth.agents.aauth.grant.AuthTokenIssuer;
import org.lumoauth.agents.aauth.token.AuthTokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues tokens for resources to agents, by request type. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "request_type",
          oneOf = {"auth", "code", "exchange", "refresh"},
          description = "Default: `auth`"),
      @SchemaProperty(
          value = "resource_token",
          description = "Required if `request_type` is `auth` or `exchange`"),
      @SchemaProperty("scope"),
      @SchemaProperty(value = "redirect_uri", description = "Required if `request_type` is `auth`"),
      @SchemaProperty(value = "code", description = "Required if `request_type` is `code`"),
      @SchemaProperty("request_token"),
      @SchemaProperty(
          value = "auth_token",
          description = "Required if `request_type` is `exchange`"),
      @SchemaProperty(
          value = "refresh_token",
          description = "Required if `request_type` is `refresh`")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-token",
      "lumoauth.web.routes=POST ~/aauth/agent/token",
      HttpHandler.SUMMARY + "=Issue an auth token to an agent, or start its consent (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AuthTokenEndpoint implements HttpHandler {

  private final SignedRequestHandler calls;
  private final List<AAuthTokenRequestHandler> requests;

  @Activate
  public AuthTokenEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference AAuthCodeRequestHandler code,
      @Reference AAuthRefreshRequestHandler refresh,
      @Reference AuthTokenService tokens,
      @Reference AgentResourceTokenVerifier asks,
      @Reference AuthTokenIssuer granting,
      @Reference AAuthConsentRequestStore pending) {
    this.calls = calls;
    this.requests =
        List.of(
            new AAuthAccessRequestHandler(asks, granting, pending),
            code,
            new AAuthCallChainRequestHandler(tokens, asks, granting),
            refresh);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleAgent(
        exchange,
        (tenant, signer, body) -> {
          String type = type(body);
          return requests.stream()
              .filter(request -> request.type().equals(type))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ApiException(
                          400,
                          "unsupported_request_type",
                          "request_type must be one of "
                              + String.join(
                                  ", ",
                                  requests.stream().map(each -> each.type()).sorted().toList())
                              + "."))
              .answer(tenant, signer, body, exchange.requestInfo());
        });
  }

  /** Returns the request type; the default is an auth token. */
  static String type(AAuthRequestBody body) {
    return body.text("request_type", AAuthRequestBody.TEXT).orElse("auth");
  }
}
