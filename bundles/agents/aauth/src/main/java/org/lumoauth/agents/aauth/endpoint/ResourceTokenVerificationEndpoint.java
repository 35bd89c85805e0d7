/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies a resource's own resource token. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "resource_token", required = true),
      @SchemaProperty(value = "agent", required = true),
      @SchemaProperty(
          value = "agent_jkt",
          required = true,
          description = "The thumbprint of the agent's key")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-resource-token-verify",
      "lumoauth.web.routes=POST ~/aauth/resource/token/verify",
      HttpHandler.SUMMARY + "=Verify a resource token (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ResourceTokenVerificationEndpoint implements HttpHandler {

  private final SignedRequestHandler calls;
  private final ResourceTokenService tokens;

  @Activate
  public ResourceTokenVerificationEndpoint(
      @Reference SignedRequestHandler calls, @Reference ResourceTokenService tokens) {
    this.calls = calls;
    this.tokens = tokens;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleServer(exchange, ParticipantSettings.RESOURCE, this::answer);
  }

  private Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body) {
    String token = body.required("resource_token", AAuthRequestBody.TOKEN);
    String agent = body.required("agent", 500);
    String thumbprint = body.required("agent_jkt", 100);
    try {
      ResourceTokenService.ResourceTokenClaims ask = tokens.verify(tenant, token);
      if (!ask.resource().id().equals(signer.party().id())) {
        return inactive("the token belongs to another resource");
      }
      if (!ask.agent().equals(agent) || !ask.thumbprint().equals(thumbprint)) {
        return inactive("the token is for another agent or another key");
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("active", true);
      answer.put("resource", ask.resource().identifier());
      answer.put("scope", AAuthScopeConverter.text(ask.scope()));
      answer.put("auth_request_url", ask.authRequestUrl());
      return answer;
    } catch (InvalidTokenException e) {
      return inactive(e.getMessage());
    }
  }

  private static Map<String, Object> inactive(String error) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", false);
    answer.put("error", error);
    return answer;
  }
}
