/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.devicecode.DeviceAuthorizationSettings;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrantHandler;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeStore;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the device authorization endpoint, which issues a device code and a user code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = "scope", description = "The requested scopes, separated by spaces"),
      @SchemaProperty(
          value = "resource",
          type = String[].class,
          description = "The resource that the token is for (RFC 8707)")
    },
    ofKinds = "client-authentication")
@ApiResponse(
    members = {
      @SchemaProperty(value = "device_code", required = true),
      @SchemaProperty(value = "user_code", required = true),
      @SchemaProperty(value = "verification_uri", required = true),
      @SchemaProperty(value = "verification_uri_complete", required = true),
      @SchemaProperty(value = "expires_in", type = long.class, required = true),
      @SchemaProperty(value = "interval", type = long.class, required = true)
    })
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-device-authorization",
      "lumoauth.web.routes=POST ~/oauth/device_authorization",
      HttpHandler.SUMMARY + "=Start a device authorization request (RFC 8628)",
      "lumoauth.web.guard=client"
    })
public final class DeviceAuthorizationEndpoint implements HttpHandler {

  /** Many devices may share an address, but this many requests per minute are not expected. */
  private static final AttemptLimit LIMIT = new AttemptLimit(60, Duration.ofMinutes(1));

  private static final int MAX_AGENT = 200;
  private static final int MAX_CLAIMED = 64;

  private final ClientAuthenticationService clients;
  private final InstalledResourcePolicies resources;
  private final DeviceCodeStore codes;
  private final SettingsStore settings;
  private final AttemptLimiter limiter;
  private final DeviceAuthorizationAudit audit;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public DeviceAuthorizationEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference ProviderRegistry registry,
      @Reference DeviceCodeStore codes,
      @Reference SettingsStore settings,
      @Reference AttemptLimiter limiter,
      @Reference DeviceAuthorizationAudit audit,
      @Reference UnauthenticatedRefusalThrottle refusals) {
    this.clients = clients;
    this.resources = new InstalledResourcePolicies(registry);
    this.codes = codes;
    this.settings = settings;
    this.limiter = limiter;
    this.audit = audit;
    this.refusals = refusals;
  }

  @Deactivate
  void close() {
    resources.close();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    NoStoreHeaders.setNoStore(exchange.response());
    OAuthRequest request = OAuthRequestReader.readForm(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      proven = Optional.of(clients.authenticate(exchange.tenant(), request));
      exchange.writeJson(200, answer(exchange, proven.get().client(), request));
    } catch (OAuthException refusal) {
      if (refusals.countAndDecideRecording(exchange, proven, refusal)) {
        audit.recordRefused(
            exchange.tenant(), claimed(request), refusal.code(), exchange.requestInfo());
      }
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> answer(HttpExchange exchange, Client client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    if (!client.grantTypes().contains(DeviceCodeGrantHandler.TYPE)) {
      throw OAuthException.unauthorizedClient(
          "The client is not registered for the device code grant type.");
    }
    if (request.parameter("authorization_details").isPresent()) {
      throw new OAuthException( // RFC 9396 section 5: unsupported details are refused, not ignored
          400,
          "invalid_authorization_details",
          "authorization_details are not supported for device authorization. Omit " + "them.");
    }
    count(exchange, client);
    DeviceAuthorizationRequest asked = asked(exchange, client, request);
    Duration interval = DeviceAuthorizationSettings.INTERVAL.read(settings, tenant);
    DeviceCodeStore.IssuedDeviceCode issued = codes.issue(tenant, asked, interval);
    audit.recordRequested(tenant, client, asked, exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>(); // section 3.2
    answer.put("device_code", issued.deviceCode());
    answer.put("user_code", issued.userCode().text());
    answer.put("verification_uri", DeviceVerificationUriBuilder.of(tenant));
    answer.put(
        "verification_uri_complete", DeviceVerificationUriBuilder.with(tenant, issued.userCode()));
    answer.put(
        "expires_in", DeviceAuthorizationSettings.LIFETIME.read(settings, tenant).toSeconds());
    answer.put("interval", interval.toSeconds());
    return answer;
  }

  private DeviceAuthorizationRequest asked(
      HttpExchange exchange, Client client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    Instant now = codes.now().truncatedTo(ChronoUnit.MILLIS);
    Set<String> scope = DeviceScopePolicy.scope(client, request);
    List<String> targets =
        resources.permittedResources(
            tenant, client, request.parameters().getOrDefault("resource", List.of()));
    TokenContentSizeValidator.requireRequestedFits(
        "resource and scope", targets, String.join(" ", scope));
    return new DeviceAuthorizationRequest(
        client.clientId(),
        scope,
        targets,
        now,
        now.plus(DeviceAuthorizationSettings.LIFETIME.read(settings, tenant)),
        exchange.view().remoteAddress(),
        exchange.view().header("User-Agent").map(DeviceAuthorizationEndpoint::cut),
        false,
        Optional.empty());
  }

  private void count(HttpExchange exchange, Client client) {
    String who = client.clientId() + " " + ClientNetworkKey.of(exchange.view().remoteAddress());
    Optional<Instant> until = limiter.count(exchange.tenant(), "device-authorization", who, LIMIT);
    if (until.isPresent()) {
      throw ApiException.rateLimited(
          "Too many device authorization requests. Try again after the time in the "
              + "Retry-After header.",
          LIMIT.attempts(),
          until.get());
    }
  }

  private static String cut(String agent) {
    return agent.length() > MAX_AGENT ? agent.substring(0, MAX_AGENT) : agent;
  }

  /**
   * Returns the claimed client ID, truncated and stripped of characters that are not allowed in an
   * ID.
   */
  private static SubjectRef claimed(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_CLAIMED)).replaceAll("[^\\x21-\\x7E]", "?");
    return new SubjectRef(SubjectRef.CLIENT, clean.isEmpty() ? "unknown" : clean);
  }
}
