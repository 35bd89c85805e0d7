/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.web.AnyOriginCorsPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the revocation endpoint. A client can revoke its own tokens. The response is the same
 * whether the token existed or not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = "token", required = true, description = "The token to revoke"),
      @SchemaProperty(
          value = "token_type_hint",
          description = "Optional; if omitted, tokens of all types are searched")
    },
    ofKinds = "client-authentication")
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-revoke",
      "lumoauth.web.routes=POST ~/oauth/revoke",
      "lumoauth.web.routes=OPTIONS ~/oauth/revoke",
      HttpHandler.SUMMARY + "=POST: Revoke a token (RFC 7009)",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=client"
    })
public final class TokenRevocationEndpoint implements HttpHandler {

  private final ClientAuthenticationService clients;
  private final TokenService tokens;
  private final IntrospectableTokenTypeRegistry kinds;
  private final TokenOperationAudit audit;

  @Activate
  public TokenRevocationEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference TokenService tokens,
      @Reference IntrospectableTokenTypeRegistry kinds,
      @Reference TokenOperationAudit audit) {
    this.clients = clients;
    this.tokens = tokens;
    this.kinds = kinds;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (AnyOriginCorsPolicy.allow(exchange, "POST")) {
      return;
    }
    NoStoreHeaders.setNoStore(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequestReader.readForm(exchange);
    Client client = authenticate(exchange, tenant, request);
    revoke(exchange, tenant, client, request.requiredParameter("token")); // section 2.1
    exchange.writeJson(200, Map.of()); // section 2.2: also for an unknown token
  }

  private Client authenticate(HttpExchange exchange, TenantContext tenant, OAuthRequest request) {
    try {
      return clients.authenticate(tenant, request).client();
    } catch (OAuthException refusal) {
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private void revoke(HttpExchange exchange, TenantContext tenant, Client client, String jwt) {
    try {
      VerifiedToken token = tokens.verifyForAnyAudience(tenant, jwt);
      if (token
          .clientId()
          .equals(client.clientId())) { // section 2.1: a client can revoke only its own tokens
        tokens.revoke(tenant, token);
        audit.recordRevoked(exchange, tenant, token, client);
      }
    } catch (InvalidTokenException e) {
      kinds
          .revoke(tenant, client, jwt)
          .ifPresent(ended -> audit.recordRevoked(exchange, tenant, ended, client));
    }
  }
}
