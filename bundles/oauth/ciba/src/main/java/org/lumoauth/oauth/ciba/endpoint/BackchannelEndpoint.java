package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.DeliveryMode;
import org.lumoauth.oauth.ciba.request.RequestReader;
import org.lumoauth.oauth.ciba.request.Wanted;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.OAuthErrorBody;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the request of a client to have somebody sign in on another device.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_backchannel_endpoint">CIBA
 *     section 7</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = {
      @Member(value = "scope", says = "Needed, openid among them, unless it is in the request"),
      @Member(value = "resource", type = String[].class, says = "For what the token is"),
      @Member(value = "authorization_details", says = "A JSON array as text (RFC 9396)"),
      @Member(value = "acr_values"),
      @Member(value = "login_hint", says = "Who is asked: one of the three hints is needed"),
      @Member(value = "login_hint_token", says = "Who is asked, as a JWT of the client"),
      @Member(value = "id_token_hint", says = "Who is asked, as an earlier ID token"),
      @Member(value = "binding_message", says = "What both devices show"),
      @Member(value = "user_code", says = "The person's own code, where one is set"),
      @Member(value = "requested_expiry", says = "Seconds"),
      @Member(value = "client_notification_token", says = "Needed for the modes ping and push"),
      @Member(value = "request", says = "All of them as a signed JWT")
    },
    ofKinds = "client-authentication")
@AnswersWith(
    members = {
      @Member(value = "auth_req_id", needed = true),
      @Member(value = "expires_in", type = long.class, needed = true),
      @Member(value = "interval", type = long.class, says = "Not where tokens are pushed")
    })
@Refuses(
    value = {400, 401, 403, 404, 413, 415, 429, 503},
    body = OAuthErrorBody.class)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-bc-authorize",
      "lumoauth.web.routes=POST ~/oauth/bc-authorize",
      "lumoauth.web.guard=client",
      HotEndpoint.ERRORS + "=" + HotEndpoint.OAUTH_ERRORS // section 13 names every member
    })
public final class BackchannelEndpoint implements HotEndpoint {

  private static final int MAX_CLAIMED = 64;

  private final ClientAuthentication clients;
  private final RequestReader reader;
  private final Asking asking;
  private final SettingsStore settings;
  private final CibaAudit audit;
  private final UnprovenRefusals refusals;

  @Activate
  public BackchannelEndpoint(
      @Reference ClientAuthentication clients,
      @Reference RequestReader reader,
      @Reference Asking asking,
      @Reference SettingsStore settings,
      @Reference CibaAudit audit,
      @Reference UnprovenRefusals refusals) {
    this.clients = clients;
    this.reader = reader;
    this.asking = asking;
    this.settings = settings;
    this.audit = audit;
    this.refusals = refusals;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    SecretAnswers.keepFromCaches(exchange.response());
    OAuthRequest request = OAuthRequests.form(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      proven = Optional.of(clients.authenticate(exchange.tenant(), request));
      exchange.writeJson(200, answer(exchange, proven.get(), request));
    } catch (OAuthError refusal) {
      if (refusals.recorded(exchange, proven, refusal)) {
        audit.refused(exchange.tenant(), claimed(request), refusal.code(), exchange.requestInfo());
      }
      SecretAnswers.challenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> answer(
      Exchange exchange, AuthenticatedClient client, OAuthRequest request) {
    TenantContext tenant = exchange.tenant();
    CibaSettings.Values values = CibaSettings.read(settings, tenant);
    Wanted wanted = reader.read(tenant, client, request, values);
    String authReqId = asking.ask(exchange, client, wanted, values);
    Map<String, Object> answer = new LinkedHashMap<>(); // section 7.3
    answer.put("auth_req_id", authReqId);
    answer.put("expires_in", wanted.lifetime().toSeconds());
    if (wanted.mode() != DeliveryMode.PUSH) {
      answer.put("interval", values.interval().toSeconds());
    }
    return answer;
  }

  /** Who it says that it is, cut and cleaned of what could not be an id. */
  private static SubjectRef claimed(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_CLAIMED)).replaceAll("[^\\x21-\\x7E]", "?");
    return new SubjectRef(SubjectRef.CLIENT, clean.isEmpty() ? "unknown" : clean);
  }
}
