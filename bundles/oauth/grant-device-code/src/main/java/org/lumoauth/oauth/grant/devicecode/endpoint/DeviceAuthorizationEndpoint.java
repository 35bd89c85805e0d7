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
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.grant.devicecode.DeviceSettings;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrant;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodes;
import org.lumoauth.oauth.grant.devicecode.code.DeviceRequest;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.Network;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.TokenRoom;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the request of a device and gives it a code to show.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628 section 3.1</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = {
      @Member(value = "scope", says = "Scopes, with spaces between them"),
      @Member(value = "resource", type = String[].class, says = "For what the token is")
    },
    ofKinds = "client-authentication")
@AnswersWith(
    members = {
      @Member(value = "device_code", needed = true),
      @Member(value = "user_code", needed = true),
      @Member(value = "verification_uri", needed = true),
      @Member(value = "verification_uri_complete", needed = true),
      @Member(value = "expires_in", type = long.class, needed = true),
      @Member(value = "interval", type = long.class, needed = true)
    })
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-device-authorization",
      "lumoauth.web.routes=POST ~/oauth/device_authorization",
      "lumoauth.web.guard=client"
    })
public final class DeviceAuthorizationEndpoint implements HotEndpoint {

  /** Many devices may stand behind one address; nobody needs to begin so many at once. */
  private static final Limit LIMIT = new Limit(60, Duration.ofMinutes(1));

  private static final int MAX_AGENT = 200;
  private static final int MAX_CLAIMED = 64;

  private final ClientAuthentication clients;
  private final ResourcePolicies resources;
  private final DeviceCodes codes;
  private final SettingsStore settings;
  private final AttemptLimiter limiter;
  private final DeviceAudit audit;
  private final UnprovenRefusals refusals;

  @Activate
  public DeviceAuthorizationEndpoint(
      @Reference ClientAuthentication clients,
      @Reference ProviderRegistry registry,
      @Reference DeviceCodes codes,
      @Reference SettingsStore settings,
      @Reference AttemptLimiter limiter,
      @Reference DeviceAudit audit,
      @Reference UnprovenRefusals refusals) {
    this.clients = clients;
    this.resources = new ResourcePolicies(registry);
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
  public void handle(Exchange exchange) throws IOException {
    SecretAnswers.keepFromCaches(exchange.response());
    OAuthRequest request = OAuthRequests.form(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      proven = Optional.of(clients.authenticate(exchange.tenant(), request));
      exchange.writeJson(200, answer(exchange, proven.get().client(), request));
    } catch (OAuthError refusal) {
      if (refusals.recorded(exchange, proven, refusal)) {
        audit.refused(exchange.tenant(), claimed(request), refusal.code(), exchange.requestInfo());
      }
      SecretAnswers.challenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> answer(Exchange exchange, Client client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    if (!client.grantTypes().contains(DeviceCodeGrant.TYPE)) {
      throw OAuthError.unauthorizedClient("The client may not use this grant type.");
    }
    if (request.parameter("authorization_details").isPresent()) {
      throw new OAuthError( // RFC 9396 section 5: what is not understood is not left out
          400, "invalid_authorization_details", "Devices can't ask for these.");
    }
    count(exchange, client);
    DeviceRequest asked = asked(exchange, client, request);
    Duration interval = DeviceSettings.interval(settings, tenant);
    DeviceCodes.Issued issued = codes.issue(tenant, asked, interval);
    audit.requested(tenant, client, asked, exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>(); // section 3.2
    answer.put("device_code", issued.deviceCode());
    answer.put("user_code", issued.userCode().text());
    answer.put("verification_uri", DeviceAddress.of(tenant));
    answer.put("verification_uri_complete", DeviceAddress.with(tenant, issued.userCode()));
    answer.put("expires_in", DeviceSettings.lifetime(settings, tenant).toSeconds());
    answer.put("interval", interval.toSeconds());
    return answer;
  }

  private DeviceRequest asked(Exchange exchange, Client client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    Instant now = codes.now().truncatedTo(ChronoUnit.MILLIS);
    Set<String> scope = RequestedAccess.scope(client, request);
    List<String> targets =
        resources.permitted(
            tenant, client, request.parameters().getOrDefault("resource", List.of()));
    TokenRoom.requireForAsked("resource and scope", targets, String.join(" ", scope));
    return new DeviceRequest(
        client.clientId(),
        scope,
        targets,
        now,
        now.plus(DeviceSettings.lifetime(settings, tenant)),
        exchange.view().remoteAddress(),
        exchange.view().header("User-Agent").map(DeviceAuthorizationEndpoint::cut),
        false,
        Optional.empty());
  }

  private void count(Exchange exchange, Client client) {
    String who = client.clientId() + " " + Network.of(exchange.view().remoteAddress());
    Optional<Instant> until = limiter.count(exchange.tenant(), "device-authorization", who, LIMIT);
    if (until.isPresent()) {
      throw Problem.rateLimited(
          "Too many requests; try again later.", LIMIT.attempts(), until.get());
    }
  }

  private static String cut(String agent) {
    return agent.length() > MAX_AGENT ? agent.substring(0, MAX_AGENT) : agent;
  }

  /** Who it says that it is, cut and cleaned of what could not be an id. */
  private static SubjectRef claimed(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_CLAIMED)).replaceAll("[^\\x21-\\x7E]", "?");
    return new SubjectRef(SubjectRef.CLIENT, clean.isEmpty() ? "unknown" : clean);
  }
}
