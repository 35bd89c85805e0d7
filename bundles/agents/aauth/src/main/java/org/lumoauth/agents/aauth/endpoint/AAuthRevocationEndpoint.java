/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthRefreshTokenStore;
import org.lumoauth.agents.aauth.grant.AAuthRequestBody;
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

/** Revokes a token of the signing agent. The response is the same if the token does not exist. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "token", required = true),
      @SchemaProperty(
          value = "token_type",
          oneOf = {AAuthRevocationEndpoint.AUTH, AAuthRevocationEndpoint.REFRESH})
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-revoke",
      "lumoauth.web.routes=POST ~/aauth/token/revoke",
      HttpHandler.SUMMARY + "=Revoke an auth or refresh token of an agent (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AAuthRevocationEndpoint implements HttpHandler {

  static final String AUTH = "auth_token";
  static final String REFRESH = "refresh_token";

  private final SignedRequestHandler calls;
  private final AuthTokenService tokens;
  private final AAuthRefreshTokenStore refreshTokens;
  private final AAuthAudit audit;

  @Activate
  public AAuthRevocationEndpoint(
      @Reference SignedRequestHandler calls,
      @Reference AuthTokenService tokens,
      @Reference AAuthRefreshTokenStore refreshTokens,
      @Reference AAuthAudit audit) {
    this.calls = calls;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.handleAgent(
        exchange,
        (tenant, signer, body) -> {
          String token = body.required("token", AAuthRequestBody.TOKEN);
          String type = body.text("token_type", AAuthRequestBody.TEXT).orElse(AUTH);
          switch (type) {
            case AUTH -> tokens.revoke(tenant, signer.party(), token);
            case REFRESH -> refreshTokens.revoke(tenant, signer.party(), token);
            default ->
                throw ApiException.invalidRequest(
                    "token_type must be auth_token or refresh_token.");
          }
          audit.recordRevoked(tenant, signer, type, exchange.requestInfo());
          return Map.of("revoked", true);
        });
  }
}
