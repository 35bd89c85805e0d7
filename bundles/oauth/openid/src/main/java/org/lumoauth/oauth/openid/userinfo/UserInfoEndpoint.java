/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.userinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.token.ClientJwtIssuer;
import org.lumoauth.platform.web.AnyOriginCorsPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.MediaTypePreferences;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.oauth.FapiInteractionIdHeaderWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the UserInfo endpoint. The response is the JWT that the client registered, a signed JWT if
 * the client requests one with the {@code Accept} header ({@code MediaTypePreferences}), otherwise
 * JSON.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#OidcUserInfoClient">OpenID
 *     Connect Core section 5.3</a>
 */
@ApiRequestParameters(
    on = "POST",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members =
        @SchemaProperty(
            value = "access_token",
            description = "The access token, if it is not sent in the header"),
    optional = true)
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.HEADERS,
    ofKinds = "token-binding")
@ApiResponse(
    status = 200,
    members = {
      @SchemaProperty(
          value = "sub",
          required = true,
          description = "The subject, as identified for this client"),
      @SchemaProperty(value = "tenant", required = true, description = "The slug of the tenant"),
      @SchemaProperty(value = "identity_type", description = "agent or client; omitted for users"),
      @SchemaProperty(value = "client_id", description = "The client ID, for agents and clients"),
      @SchemaProperty(value = "name", description = "The display name"),
      @SchemaProperty(value = "agent_id", description = "The agent ID, for agents"),
      @SchemaProperty(
          value = "capabilities",
          type = String[].class,
          description = "The capabilities, for agents"),
      @SchemaProperty(
          value = "workload_identity",
          description = "The workload ID, for agents with a workload identity")
    },
    ofKinds = {"claims", "agent-budgets"})
@ApiErrorResponses({400, 401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-userinfo",
      "lumoauth.web.routes=GET ~/oauth/userinfo",
      "lumoauth.web.routes=POST ~/oauth/userinfo",
      "lumoauth.web.routes=OPTIONS ~/oauth/userinfo",
      HttpHandler.SUMMARY + "=GET: Get the claims of the subject (OpenID Connect UserInfo)",
      HttpHandler.SUMMARY + "=POST: Get the claims of the subject (OpenID Connect UserInfo)",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=open"
    })
public final class UserInfoEndpoint implements HttpHandler {

  private static final String KIND = "userinfo";
  private static final String JWT = "application/jwt";

  private final UserInfoTokenReader tokens;
  private final ProtectedResourceErrorFactory challenges;
  private final ClientDirectory clients;
  private final UserInfoClaimsResolver userinfo;
  private final ClientJwtIssuer jwts;
  private final SettingsStore settings;

  @Activate
  public UserInfoEndpoint(
      @Reference TokenService tokens,
      @Reference ProtectedResourceErrorFactory challenges,
      @Reference ClientDirectory clients,
      @Reference UserInfoClaimsResolver userinfo,
      @Reference ClientJwtIssuer jwts,
      @Reference SettingsStore settings) {
    this.tokens = new UserInfoTokenReader(tokens, challenges);
    this.challenges = challenges;
    this.clients = clients;
    this.userinfo = userinfo;
    this.jwts = jwts;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (AnyOriginCorsPolicy.allow(exchange, "GET, POST")) { // section 5.3.1
      return;
    }
    NoStoreHeaders.setNoStore(exchange.response());
    FapiInteractionIdHeaderWriter.add(exchange.request(), exchange.response());
    TenantContext tenant = exchange.tenant();
    VerifiedToken token = tokens.of(exchange);
    Client client = clients.find(tenant, token.clientId()).orElseThrow(challenges::missing);
    Map<String, Object> info =
        userinfo.of(tenant, client, token, exchange.view().header("Authorization"));
    if (jwts.hasRegisteredAlgorithm(client, KIND) || signed(exchange)) {
      writeJwt(exchange.response(), jwt(tenant, client, info));
    } else {
      exchange.writeJson(200, info);
    }
  }

  /** Returns whether the request prefers a JWT to JSON, which is the default. */
  private static boolean signed(HttpExchange exchange) {
    return exchange
        .view()
        .header("Accept")
        .map(MediaTypePreferences::of)
        .filter(accept -> accept.qualityOf(JWT) > accept.of("application", "json"))
        .isPresent();
  }

  /**
   * Builds the JWT with {@code iss} and {@code aud} (section 5.3.2). It has no times, so that it
   * cannot be used as an ID token.
   */
  private String jwt(TenantContext tenant, Client client, Map<String, Object> info) {
    Map<String, Object> claims = new LinkedHashMap<>(info);
    claims.put("iss", tenant.issuer());
    claims.put("aud", client.clientId());
    String tenants = OpenIdSettings.OpenIdSettingValues.of(settings, tenant).algorithm();
    return jwts.make(tenant, client, KIND, jwts.ofIdTokens(client, tenants), claims);
  }

  private static void writeJwt(HttpServletResponse response, String jwt) throws IOException {
    byte[] body = jwt.getBytes(StandardCharsets.US_ASCII);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(JWT);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
