/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AAuthTokenType;
import org.lumoauth.agents.aauth.token.AuthorizationServerIdentifierProvider;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.tenant.TenantContext;
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

/**
 * Issues the resource token with which a resource specifies the access that an agent must request.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "agent", required = true),
      @SchemaProperty(
          value = "agent_jkt",
          required = true,
          description = "The thumbprint of the agent's key"),
      @SchemaProperty("scope"),
      @SchemaProperty(value = "auth_server", description = "The identifier of this server"),
      @SchemaProperty("auth_request_url")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-resource-token",
      "lumoauth.web.routes=POST ~/aauth/resource/token",
      HttpHandler.SUMMARY + "=Issue a resource token (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ResourceTokenEndpoint implements HttpHandler {

  private final SignedRequestHandler calls;
  private final ResourceTokenService tokens;
  private final AAuthAudit audit;

  @Activate
  public ResourceTokenEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference ResourceTokenService tokens,
      @Reference AAuthAudit audit) {
    this.calls = calls;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleServer(
        exchange,
        ParticipantSettings.RESOURCE,
        (tenant, signer, body) -> answer(exchange, tenant, signer, body));
  }

  private Map<String, Object> answer(
      HttpExchange exchange, TenantContext tenant, AAuthSigner signer, AAuthRequestBody body) {
    Set<String> scope =
        AAuthScopeConverter.of(body.text("scope", AAuthRequestBody.TEXT).orElse(""));
    AAuthScopeConverter.requireWithin(scope, signer.party().settings().scopes().keySet());
    String server = body.text("auth_server", 500).orElse(tenant.issuer());
    if (!AuthorizationServerIdentifierProvider.of(tenant).contains(server)) {
      throw ApiException.invalidRequest("auth_server must be " + tenant.issuer() + ".");
    }
    var ask =
        new ResourceTokenService.ResourceTokenClaims(
            signer.party(),
            body.required("agent", 500),
            body.required("agent_jkt", 100),
            scope,
            body.text("auth_request_url", 500).orElse(""));
    AAuthSignedTokenService.IssuedAAuthToken token = tokens.issue(tenant, ask, server);
    audit.recordIssued(
        tenant,
        signer,
        AAuthTokenType.RESOURCE.type(),
        token.id(),
        Optional.empty(),
        Map.of("agent", ask.agent(), "scope", AAuthScopeConverter.text(scope)),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("resource_token", token.value());
    answer.put("token_type", AAuthTokenType.RESOURCE.type());
    answer.put("expires_in", AAuthTokenType.RESOURCE.lifetime().toSeconds());
    return answer;
  }
}
