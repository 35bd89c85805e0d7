/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthScopeConverter;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.AuthTokenService;
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

/**
 * Verifies an auth token for a resource. The resource itself checks that the presenter has the key,
 * by the request signature and {@code cnf_jkt}.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "auth_token", required = true),
      @SchemaProperty(
          value = "resource",
          required = true,
          description = "The identifier of the requesting resource")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-auth-token-verify",
      "lumoauth.web.routes=POST ~/aauth/auth/token/verify",
      HttpHandler.SUMMARY + "=Verify an auth token for a resource (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AuthTokenVerificationEndpoint implements HttpHandler {

  private final SignedRequestHandler calls;
  private final AuthTokenService tokens;
  private final RawSignatureVerifier checks;

  @Activate
  public AuthTokenVerificationEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference AuthTokenService tokens,
      @Reference RawSignatureVerifier checks) {
    this.calls = calls;
    this.tokens = tokens;
    this.checks = checks;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleServer(exchange, ParticipantSettings.RESOURCE, this::answer);
  }

  private Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body) {
    String token = body.required("auth_token", AAuthRequestBody.TOKEN);
    if (!body.required("resource", 500).equals(signer.party().identifier())) {
      throw ApiException.forbidden("A resource can verify only tokens for itself.");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      AuthTokenService.VerifiedAuthToken holding = tokens.verify(tenant, token);
      if (!holding.resource().id().equals(signer.party().id())) {
        throw new InvalidTokenException("the token is for another resource", false);
      }
      answer.put("active", true);
      answer.put("agent", holding.agent());
      copy(holding, answer, "agent_delegate");
      answer.put("resource", holding.resource().identifier());
      copy(holding, answer, "sub");
      answer.put("scope", AAuthScopeConverter.text(holding.scope()));
      answer.put("cnf_jkt", checks.thumbprint(key(holding)));
      copy(holding, answer, "act");
      answer.put("pop_required", true);
      return answer;
    } catch (InvalidTokenException e) {
      answer.clear();
      answer.put("active", false);
      answer.put("error", e.getMessage());
      return answer;
    }
  }

  private static void copy(
      AuthTokenService.VerifiedAuthToken holding, Map<String, Object> answer, String name) {
    Object value = holding.claims().get(name);
    if (value != null) {
      answer.put(name, value);
    }
  }

  @SuppressWarnings("unchecked") // the token was issued here, with a key in it
  private static Map<String, Object> key(AuthTokenService.VerifiedAuthToken holding) {
    return (Map<String, Object>) ((Map<String, Object>) holding.claims().get("cnf")).get("jwk");
  }
}
