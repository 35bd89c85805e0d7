/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.request.TokenBindingProofVerifier;
import org.lumoauth.oauth.server.request.UnverifiedClientIdExtractor;
import org.lumoauth.platform.web.AnyOriginCorsPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the token endpoint: authenticates the client, passes the request to its grant, and
 * responds after the audit event is stored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM_OR_JSON,
    members = {
      @SchemaProperty(
          value = "grant_type",
          required = true,
          oneOfKind = "grant",
          description = "The grant type"),
      @SchemaProperty(value = "scope", description = "The requested scopes, separated by spaces"),
      @SchemaProperty(
          value = "resource",
          type = String[].class,
          description = "The resource that the token is for (RFC 8707)"),
      @SchemaProperty(
          value = "authorization_details",
          description = "A JSON array as a string (RFC 9396)")
    },
    ofKinds = {"grant", "requested-token-type", "client-authentication"})
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.HEADERS,
    ofKinds = "token-binding")
@ApiResponse(
    status = 200,
    members = {
      @SchemaProperty(
          value = "access_token",
          required = true,
          description = "The access token, or another token issued in its place"),
      @SchemaProperty(
          value = "token_type",
          required = true,
          description = "Bearer, DPoP, or N_A if no access token is issued"),
      @SchemaProperty(
          value = "expires_in",
          required = true,
          type = long.class,
          description = "The lifetime in seconds"),
      @SchemaProperty(
          value = "scope",
          required = true,
          description = "The granted scopes, separated by spaces"),
      @SchemaProperty(
          value = "authorization_details",
          type = Map[].class,
          description = "The granted authorization details (RFC 9396 section 7)")
    },
    ofKinds = {"grant", "token-response", "task-exchange"})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-token",
      "lumoauth.web.routes=POST ~/oauth/token",
      "lumoauth.web.routes=OPTIONS ~/oauth/token",
      HttpHandler.SUMMARY + "=POST: Issue tokens for a grant (RFC 6749)",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=client"
    })
public final class TokenEndpoint implements HttpHandler {

  private final ClientAuthenticationService clients;
  private final TokenBindingProofVerifier proofs;
  private final GrantHandlerDispatcher grants;
  private final UnauthenticatedRefusalThrottle refusals;
  private final TokenOperationAudit audit;

  @Activate
  public TokenEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference TokenBindingProofVerifier proofs,
      @Reference GrantHandlerDispatcher grants,
      @Reference UnauthenticatedRefusalThrottle refusals,
      @Reference TokenOperationAudit audit) {
    this.clients = clients;
    this.proofs = proofs;
    this.grants = grants;
    this.refusals = refusals;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (AnyOriginCorsPolicy.allow(exchange, "POST")) {
      return;
    }
    NoStoreHeaders.setNoStore(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequestReader.readFormOrJson(exchange);
    exchange.writeJson(200, answer(exchange, tenant, request));
  }

  private Map<String, Object> answer(
      HttpExchange exchange, TenantContext tenant, OAuthRequest request) {
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      String grantType = request.requiredParameter("grant_type");
      proofs.requireNonce(tenant, request); // RFC 9449 section 8
      AuthenticatedClient by = clients.authenticate(tenant, request); // RFC 6749 section 3.2.1
      proven = Optional.of(by);
      var proof = proofs.verify(tenant, by.client(), request); // RFC 9449 section 5, RFC 8705
      TokenResponse response = grants.handle(tenant, grantType, by, request, proof);
      // The credential may have been revoked while the token was issued.
      clients.requireStillAuthenticated(tenant, by, request);
      audit.recordIssued(exchange, tenant, response, by.client(), grantType);
      proof.ifPresent(binding -> binding.responseHeaders().forEach(exchange.response()::setHeader));
      return body(response, proof.map(TokenBindingMethod.KeyProof::tokenType));
    } catch (OAuthException refusal) {
      Optional<AuthenticatedClient> known = proven.or(refusal::client);
      if (refusals.countAndDecideRecording(exchange, known, refusal)) {
        SubjectRef who =
            known
                .map(by -> by.client().subject())
                .orElseGet(() -> UnverifiedClientIdExtractor.of(request));
        audit.recordDenied(exchange, tenant, who, known.isPresent(), grantType(request), refusal);
      }
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private static String grantType(OAuthRequest request) {
    return request.parameters().getOrDefault("grant_type", List.of("")).get(0);
  }

  /** Builds the response body (RFC 6749 section 5.1). */
  private static Map<String, Object> body(TokenResponse response, Optional<String> boundType) {
    var token = response.accessToken();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", token.value());
    body.put(
        "token_type",
        response.tokenType().equals("Bearer") ? boundType.orElse("Bearer") : response.tokenType());
    body.put("expires_in", Duration.between(token.issuedAt(), token.expiresAt()).toSeconds());
    body.put("scope", String.join(" ", new TreeSet<>(token.scope())));
    response.refreshToken().ifPresent(value -> body.put("refresh_token", value));
    response.idToken().ifPresent(value -> body.put("id_token", value));
    response.additional().forEach(body::putIfAbsent);
    return body;
  }
}
