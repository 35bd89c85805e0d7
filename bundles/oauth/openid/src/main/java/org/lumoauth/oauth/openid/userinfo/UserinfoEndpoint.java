package org.lumoauth.oauth.openid.userinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.token.ClientJwts;
import org.lumoauth.platform.web.Accept;
import org.lumoauth.platform.web.CrossOrigin;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.InteractionId;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells a client about the subject of its access token: as the JWT that it registered for, signed
 * where it asks for a JWT by {@code Accept}, or else as JSON.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core
 *     section 5.3</a>
 */
@Takes(
    on = "POST",
    as = Takes.As.FORM,
    members = @Member(value = "access_token", says = "Where it is not in the header"),
    optional = true)
@Takes(as = Takes.As.HEADERS, ofKinds = "token-binding")
@AnswersWith(
    status = 200,
    members = {
      @Member(value = "sub", needed = true, says = "The subject, as this client knows it"),
      @Member(value = "tenant", needed = true, says = "The tenant's slug"),
      @Member(value = "identity_type", says = "agent or client; of a person it is not said"),
      @Member(value = "client_id", says = "Of an agent and of a client"),
      @Member(value = "name", says = "What it is called"),
      @Member(value = "agent_id", says = "Of an agent"),
      @Member(value = "capabilities", type = String[].class, says = "Of an agent"),
      @Member(value = "workload_identity", says = "Of an agent that is a workload, its id")
    },
    ofKinds = {"claims", "agent-budgets"})
@Refuses({400, 401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-userinfo",
      "lumoauth.web.routes=GET ~/oauth/userinfo",
      "lumoauth.web.routes=POST ~/oauth/userinfo",
      "lumoauth.web.routes=OPTIONS ~/oauth/userinfo",
      "lumoauth.web.guard=open"
    })
public final class UserinfoEndpoint implements HotEndpoint {

  private static final String KIND = "userinfo";
  private static final String JWT = "application/jwt";

  private final UserinfoToken tokens;
  private final Challenges challenges;
  private final Clients clients;
  private final Userinfo userinfo;
  private final ClientJwts jwts;
  private final SettingsStore settings;

  @Activate
  public UserinfoEndpoint(
      @Reference UserinfoToken tokens,
      @Reference Challenges challenges,
      @Reference Clients clients,
      @Reference Userinfo userinfo,
      @Reference ClientJwts jwts,
      @Reference SettingsStore settings) {
    this.tokens = tokens;
    this.challenges = challenges;
    this.clients = clients;
    this.userinfo = userinfo;
    this.jwts = jwts;
    this.settings = settings;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (CrossOrigin.allow(exchange, "GET, POST")) { // section 5.3.1
      return;
    }
    SecretAnswers.keepFromCaches(exchange.response());
    InteractionId.add(exchange.request(), exchange.response());
    TenantContext tenant = exchange.tenant();
    VerifiedToken token = tokens.of(exchange);
    Client client = clients.find(tenant, token.clientId()).orElseThrow(challenges::missing);
    Map<String, Object> info =
        userinfo.of(tenant, client, token, exchange.view().header("Authorization"));
    if (jwts.registered(client, KIND) || signed(exchange)) {
      writeJwt(exchange.response(), jwt(tenant, client, info));
    } else {
      exchange.writeJson(200, info);
    }
  }

  /** Whether a JWT is asked for by its name, and more than JSON, which is what clients get else. */
  private static boolean signed(Exchange exchange) {
    return exchange
        .view()
        .header("Accept")
        .map(Accept::of)
        .filter(accept -> accept.named(JWT) > accept.of("application", "json"))
        .isPresent();
  }

  /** Section 5.3.2: {@code iss} and {@code aud}; without times, so that it is no ID token. */
  private String jwt(TenantContext tenant, Client client, Map<String, Object> info) {
    Map<String, Object> claims = new LinkedHashMap<>(info);
    claims.put("iss", tenant.issuer());
    claims.put("aud", client.clientId());
    String tenants = OpenIdSettings.Values.of(settings, tenant).algorithm();
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
