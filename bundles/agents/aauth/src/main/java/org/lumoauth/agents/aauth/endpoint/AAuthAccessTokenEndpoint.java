/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthAgentTokenService;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.agent.AgentAccessTokenIssuer;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues an agent that signs its requests an access token of this server, bound to its signing key
 * (RFC 9449).
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "grant_type",
          required = true,
          oneOf = AAuthAccessTokenEndpoint.EXCHANGE),
      @SchemaProperty(
          value = "subject_token_type",
          required = true,
          oneOf = AAuthAccessTokenEndpoint.AAUTH),
      @SchemaProperty(value = "subject_token", required = true),
      @SchemaProperty("scope")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-platform-token",
      "lumoauth.web.routes=POST ~/aauth/agent/platform-token",
      HttpHandler.SUMMARY + "=Issue an access token bound to an AAuth agent's key (RFC 9449)",
      "lumoauth.web.guard=open"
    })
public final class AAuthAccessTokenEndpoint implements HttpHandler {

  static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String AAUTH = "urn:lumoauth:params:oauth:token-type:aauth-token";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final Duration LIFETIME = Duration.ofSeconds(300);

  private final SignedRequestHandler calls;
  private final AAuthAgentTokenService agentJwts;
  private final AAuthAudit audit;
  private final ProviderTracker<AgentAccessTokenIssuer> tokens;

  @Activate
  public AAuthAccessTokenEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference AAuthAgentTokenService agentJwts,
      @Reference AAuthAudit audit,
      @Reference ProviderRegistry registry) {
    this.calls = calls;
    this.agentJwts = agentJwts;
    this.audit = audit;
    this.tokens = registry.track(AgentAccessTokenIssuer.class);
  }

  @Deactivate
  void close() {
    tokens.close();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleAgent(exchange, (tenant, signer, body) -> answer(exchange, tenant, signer, body));
  }

  private Map<String, Object> answer(
      HttpExchange exchange, TenantContext tenant, AAuthSigner signer, AAuthRequestBody body) {
    if (!body.required("grant_type", AAuthRequestBody.TEXT).equals(EXCHANGE)) {
      throw new ApiException(400, "unsupported_grant_type", "grant_type must be " + EXCHANGE + ".");
    }
    if (!body.required("subject_token_type", AAuthRequestBody.TEXT).equals(AAUTH)) {
      throw ApiException.invalidRequest("subject_token_type must be " + AAUTH + ".");
    }
    requireOwn(tenant, signer, body.required("subject_token", AAuthRequestBody.TOKEN));
    Set<String> scope =
        body.text("scope", AAuthRequestBody.TEXT).map(AAuthScopeConverter::of).orElse(Set.of());
    IssuedToken token = issue(exchange, signer, scope);
    audit.recordIssued(
        tenant,
        signer,
        "access_token",
        token.id(),
        Optional.empty(),
        Map.of("scope", AAuthScopeConverter.text(token.scope())),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token.value());
    answer.put("issued_token_type", ACCESS_TOKEN);
    answer.put("token_type", "DPoP");
    answer.put("expires_in", Duration.between(token.issuedAt(), token.expiresAt()).toSeconds());
    answer.put("scope", AAuthScopeConverter.text(token.scope()));
    answer.put("agent_id", signer.party().settings().agentId());
    answer.put("cnf_jkt", signer.thumbprint());
    return answer;
  }

  /**
   * Requires that the subject is the signing agent with the same key: an agent cannot request
   * tokens for another agent.
   */
  private void requireOwn(TenantContext tenant, AAuthSigner signer, String subjectToken) {
    try {
      AAuthSigner subject = agentJwts.verify(tenant, subjectToken);
      if (subject.party().id().equals(signer.party().id())
          && subject.thumbprint().equals(signer.thumbprint())) {
        return;
      }
    } catch (InvalidTokenException e) {
      throw invalid(tenant);
    }
    throw invalid(tenant);
  }

  private static ApiException invalid(TenantContext tenant) {
    return new ApiException(
        401,
        "invalid_token",
        "subject_token must be a valid AAuth token of the agent that signs the " + "request.",
        Map.of(),
        Map.of(AAuthSignerAuthenticator.AGENT_AUTH, AgentAuthHeaderBuilder.of(tenant)));
  }

  private IssuedToken issue(HttpExchange exchange, AAuthSigner signer, Set<String> scope) {
    var request =
        new AgentTokenRequest(
            signer.party().settings().agentId(),
            scope,
            List.of(),
            LIFETIME,
            Optional.of(Map.of("jkt", signer.thumbprint())),
            Map.of("aauth_agent", signer.party().identifier()),
            Optional.of(exchange.view().remoteAddress()));
    try (ServiceLease<AgentAccessTokenIssuer> issuer =
        tokens
            .lease("agents")
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return issuer.get().issue(exchange.tenant(), request);
    }
  }
}
