/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.lumoauth.oauth.ciba.request.BackchannelRequestValidator;
import org.lumoauth.oauth.ciba.request.ValidatedBackchannelRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.oauth.OAuthErrorBody;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accepts a client's request to authenticate a user on another device.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_backchannel_endpoint">CIBA
 *     section 7</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(
          value = "scope",
          description = "Required unless it is in the signed request; must contain `openid`"),
      @SchemaProperty(
          value = "resource",
          type = String[].class,
          description = "The resources for which the token is requested"),
      @SchemaProperty(
          value = "authorization_details",
          description = "A JSON array as text (RFC 9396)"),
      @SchemaProperty(value = "acr_values"),
      @SchemaProperty(
          value = "login_hint",
          description = "The user to authenticate; exactly one of the three hints is required"),
      @SchemaProperty(
          value = "login_hint_token",
          description = "The user to authenticate, as a JWT signed by the client"),
      @SchemaProperty(
          value = "id_token_hint",
          description = "The user to authenticate, as a previously issued ID token"),
      @SchemaProperty(value = "binding_message", description = "A message shown on both devices"),
      @SchemaProperty(value = "user_code", description = "The user's own code, if one is set"),
      @SchemaProperty(
          value = "requested_expiry",
          description = "The requested lifetime of the request, in seconds"),
      @SchemaProperty(
          value = "client_notification_token",
          description = "Required for the modes ping and push"),
      @SchemaProperty(value = "request", description = "All parameters as a signed JWT")
    },
    ofKinds = "client-authentication")
@ApiResponse(
    members = {
      @SchemaProperty(value = "auth_req_id", required = true),
      @SchemaProperty(value = "expires_in", type = long.class, required = true),
      @SchemaProperty(value = "interval", type = long.class, description = "Omitted in push mode")
    })
@ApiErrorResponses(
    value = {400, 401, 403, 404, 413, 415, 429, 503},
    body = OAuthErrorBody.class)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-bc-authorize",
      "lumoauth.web.routes=POST ~/oauth/bc-authorize",
      HttpHandler.SUMMARY + "=Start a backchannel authentication request (CIBA)",
      "lumoauth.web.guard=client",
      HttpHandler.ERRORS + "=" + HttpHandler.OAUTH_ERRORS // section 13 defines every member
    })
public final class BackchannelAuthenticationEndpoint implements HttpHandler {

  private static final int MAX_CLAIMED = 64;

  private final ClientAuthenticationService clients;
  private final BackchannelRequestValidator reader;
  private final BackchannelRequestInitiator asking;
  private final SettingsStore settings;
  private final CibaAudit audit;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public BackchannelAuthenticationEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference BackchannelRequestValidator reader,
      @Reference BackchannelRequestInitiator asking,
      @Reference SettingsStore settings,
      @Reference CibaAudit audit,
      @Reference UnauthenticatedRefusalThrottle refusals) {
    this.clients = clients;
    this.reader = reader;
    this.asking = asking;
    this.settings = settings;
    this.audit = audit;
    this.refusals = refusals;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    NoStoreHeaders.setNoStore(exchange.response());
    OAuthRequest request = OAuthRequestReader.readForm(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      proven = Optional.of(clients.authenticate(exchange.tenant(), request));
      exchange.writeJson(200, answer(exchange, proven.get(), request));
    } catch (OAuthException refusal) {
      if (refusals.countAndDecideRecording(exchange, proven, refusal)) {
        audit.recordRefused(
            exchange.tenant(), claimed(request), refusal.code(), exchange.requestInfo());
      }
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> answer(
      HttpExchange exchange, AuthenticatedClient client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    CibaSettings.CibaSettingValues values = CibaSettings.read(settings, tenant);
    ValidatedBackchannelRequest wanted = reader.read(tenant, client, request, values);
    String authReqId = asking.ask(exchange, client, wanted, values);
    Map<String, Object> answer = new LinkedHashMap<>(); // section 7.3
    answer.put("auth_req_id", authReqId);
    answer.put("expires_in", wanted.lifetime().toSeconds());
    if (wanted.mode() != TokenDeliveryMode.PUSH) {
      answer.put("interval", values.interval().toSeconds());
    }
    return answer;
  }

  /** Returns the client id in the request, shortened and with invalid characters removed. */
  private static SubjectRef claimed(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_CLAIMED)).replaceAll("[^\\x21-\\x7E]", "?");
    return new SubjectRef(SubjectRef.CLIENT, clean.isEmpty() ? "unknown" : clean);
  }
}
