/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.signature.AAuthSignatureException;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthAgentTokenService;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AAuthTokenType;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
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

/** Issues an agent token for a key that an agent server sends, for itself or for its delegate. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "delegate_sub", required = true),
      @SchemaProperty(
          value = "delegate_public_key",
          required = true,
          type = Map.class,
          description = "A JWK"),
      @SchemaProperty(
          value = "audience",
          type = Object.class,
          description = "A string or a list of strings")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-issue",
      "lumoauth.web.routes=POST ~/aauth/agent/issue",
      HttpHandler.SUMMARY + "=Issue an agent token for a delegate's key (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class DelegateAgentTokenEndpoint implements HttpHandler {

  private static final int MAX_AUDIENCE = 10;

  private final SignedRequestHandler calls;
  private final AAuthSignerAuthenticator signers;
  private final AAuthAgentTokenService tokens;
  private final RawSignatureVerifier checks;
  private final AAuthAudit audit;

  @Activate
  public DelegateAgentTokenEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference AAuthSignerAuthenticator signers,
      @Reference AAuthAgentTokenService tokens,
      @Reference RawSignatureVerifier checks,
      @Reference AAuthAudit audit) {
    this.calls = calls;
    this.signers = signers;
    this.tokens = tokens;
    this.checks = checks;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handle(
        exchange,
        (tenant, request) -> {
          if (AAuthSignerAuthenticator.token(request.view()).isEmpty()) {
            return signers.authenticateServer(tenant, request, ParticipantSettings.AGENT);
          }
          AAuthSigner agent = signers.authenticateAgent(tenant, request);
          if (agent.delegated()) { // a delegate cannot appoint further delegates
            throw new AAuthSignatureException(
                "Only the agent server itself can request agent tokens. Sign with the "
                    + "agent's own key.");
          }
          return agent;
        },
        (tenant, signer, body) -> issue(exchange, tenant, signer, body));
  }

  private Map<String, Object> issue(
      HttpExchange exchange, TenantContext tenant, AAuthSigner signer, AAuthRequestBody body) {
    String delegate = body.required("delegate_sub", 500);
    boolean itself = delegate.equals(signer.party().identifier());
    if (!itself && !signer.party().settings().features().contains(ParticipantSettings.DELEGATION)) {
      throw new ApiException(
          403,
          "delegation_not_allowed",
          "The agent is not allowed to have delegates. An administrator can enable "
              + "the feature delegation.");
    }
    AAuthSignedTokenService.IssuedAAuthToken token =
        tokens.issue(tenant, signer.party(), delegate, key(body), audience(body));
    audit.recordIssued(
        tenant,
        signer,
        AAuthTokenType.AGENT.type(),
        token.id(),
        Optional.empty(),
        Map.of("delegate_sub", delegate),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("agent_token", token.value());
    answer.put("token_type", AAuthTokenType.AGENT.type());
    answer.put("expires_in", AAuthTokenType.AGENT.lifetime().toSeconds());
    return answer;
  }

  /** Returns only the members that define the key, for the token. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private Map<String, Object> key(AAuthRequestBody body) {
    if (!(body.members().get("delegate_public_key") instanceof Map<?, ?> jwk)) {
      throw ApiException.invalidRequest("delegate_public_key is missing.");
    }
    try {
      checks.thumbprint((Map<String, Object>) jwk);
    } catch (InvalidTokenException e) {
      throw ApiException.invalidRequest("delegate_public_key must be a valid public key.");
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    for (String name : List.of("kty", "crv", "x", "y", "n", "e")) {
      if (jwk.get(name) instanceof String value) {
        plain.put(name, value);
      }
    }
    return plain;
  }

  private static List<String> audience(AAuthRequestBody body) {
    Object audience = body.members().get("audience");
    List<?> named =
        audience == null ? List.of() : audience instanceof List<?> list ? list : List.of(audience);
    if (named.size() > MAX_AUDIENCE
        || !named.stream().allMatch(name -> name instanceof String text && text.length() <= 500)) {
      throw ApiException.invalidRequest(
          "audience must be a string or a list of at most "
              + MAX_AUDIENCE
              + " strings of at most 500 characters.");
    }
    return named.stream().map(String.class::cast).toList();
  }
}
