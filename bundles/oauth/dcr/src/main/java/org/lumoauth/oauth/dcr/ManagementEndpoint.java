package org.lumoauth.oauth.dcr;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.oauth.ClientRegistrations.Registration;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a client that registered see, change and remove its registration.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592#section-2">RFC 7592 section 2</a>
 */
@Takes(
    on = "PUT",
    value = RegisteredMembers.class,
    members = @Member(value = "client_id", needed = true))
@AnswersWith(
    on = {"GET", "PUT"},
    status = 200)
@AnswersWith(on = "DELETE", status = 204)
@Refuses(401)
@Refuses(on = "PUT", value = 400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-dcr-management",
      "lumoauth.web.routes=GET ~/connect/register/{clientId}",
      "lumoauth.web.routes=PUT ~/connect/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/connect/register/{clientId}",
      "lumoauth.web.routes=GET ~/oauth/register/{clientId}",
      "lumoauth.web.routes=PUT ~/oauth/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/oauth/register/{clientId}",
      "lumoauth.web.routes=GET ~/oidc/register/{clientId}",
      "lumoauth.web.routes=PUT ~/oidc/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/oidc/register/{clientId}",
      "lumoauth.web.guard=open"
    })
public final class ManagementEndpoint implements HotEndpoint {

  private static final String BEARER = "bearer ";

  private final Clients clients;
  private final Registrants registrants;
  private final Allowance allowance;
  private final SectorIdentifiers sectors;
  private final ClientRegistrations registrations;
  private final RegistrationTokens tokens;
  private final RegistrationAudit audit;

  /** A client that showed its token. */
  private record Known(Registration registration, boolean vouched, String token) {}

  @Activate
  public ManagementEndpoint(
      @Reference Clients clients,
      @Reference Registrants registrants,
      @Reference Allowance allowance,
      @Reference SectorIdentifiers sectors,
      @Reference ClientRegistrations registrations,
      @Reference RegistrationTokens tokens,
      @Reference RegistrationAudit audit) {
    this.clients = clients;
    this.registrants = registrants;
    this.allowance = allowance;
    this.sectors = sectors;
    this.registrations = registrations;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    SecretAnswers.keepFromCaches(exchange.response());
    String clientId = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    try {
      Known known = known(exchange, clientId);
      switch (exchange.request().getMethod()) {
        case "PUT" -> exchange.writeJson(200, replace(exchange, known));
        case "DELETE" -> remove(exchange, known);
        default ->
            exchange.writeJson(
                200, Answer.of(exchange.tenant(), known.registration(), Optional.empty()));
      }
    } catch (OAuthError refusal) {
      audit.refused(exchange, self(cleaned(clientId)), Optional.of(cleaned(clientId)), refusal);
      throw refusal;
    }
  }

  /** The same refusal for a client that there is not and a token that is not its own. */
  private Known known(Exchange exchange, String clientId) {
    TenantContext tenant = exchange.tenant();
    Optional<String> token = bearer(exchange);
    return token
        .flatMap(of -> tokens.check(tenant, clientId, of))
        .filter(row -> clients.find(tenant, clientId).filter(Client::enabled).isPresent())
        .flatMap(
            row ->
                registrations
                    .find(tenant, clientId)
                    .map(found -> new Known(found, row.vouched(), token.get())))
        .orElseThrow(() -> unauthorized(token.isPresent()));
  }

  private Map<String, Object> replace(Exchange exchange, Known known) throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> asked = RegisterEndpoint.body(exchange);
    String clientId = known.registration().clientId();
    requireSelf(tenant, clientId, asked);
    registrants.countChange(tenant, clientId); // before anything is fetched for it
    Map<String, Object> had = known.registration().metadata();
    Map<String, Object> metadata =
        allowance.cut(tenant, asked, known.vouched(), scopes(had.get("scope")));
    if (Answer.usesSecret(metadata) != Answer.usesSecret(had)) {
      throw new OAuthError( // it would be left without a secret, or with one that means nothing
          400,
          "invalid_client_metadata",
          "Between a way with a secret and one without, register anew.");
    }
    sectors.check(tenant, metadata);
    // First, so that of several that come at once one changes the client and has its next token.
    String next =
        tokens.rotate(tenant, clientId, known.token()).orElseThrow(() -> unauthorized(true));
    try {
      Registration replaced =
          registrations.replace(tenant, clientId, metadata, by(exchange, clientId));
      return Answer.of(tenant, replaced, Optional.of(next));
    } catch (RuntimeException refused) { // nobody has the next one in hand
      tokens.restore(tenant, clientId, next, known.token());
      throw refused;
    }
  }

  private void remove(Exchange exchange, Known known) {
    String clientId = known.registration().clientId();
    registrations.remove(exchange.tenant(), clientId, by(exchange, clientId));
    tokens.remove(exchange.tenant(), clientId);
    exchange.response().setStatus(204);
  }

  /** Section 2.2: a client says which it is, and can't choose its secret. */
  private void requireSelf(TenantContext tenant, String clientId, Map<String, Object> asked) {
    if (!clientId.equals(asked.get("client_id"))) {
      throw OAuthError.invalidRequest("The client_id is not the one of this registration.");
    }
    Object secret = asked.get("client_secret");
    if (secret != null
        && !(secret instanceof String text && clients.verifySecret(tenant, clientId, text))) {
      throw OAuthError.invalidRequest("The client_secret is not the one of this client.");
    }
  }

  private static Set<String> scopes(Object scope) {
    return scope instanceof String ? Allowance.split(scope) : new HashSet<>();
  }

  private static Optional<String> bearer(Exchange exchange) {
    List<String> values = exchange.view().headers("Authorization");
    return values.size() == 1 && values.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? Optional.of(values.get(0).substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static Initiator by(Exchange exchange, String clientId) {
    return Initiator.of(self(clientId), exchange.requestInfo());
  }

  private static SubjectRef self(String clientId) {
    return new SubjectRef(SubjectRef.CLIENT, clientId);
  }

  /** Whatever stood in the path, cut and cleaned of what could not be an id. */
  private static String cleaned(String clientId) {
    String clean =
        clientId.substring(0, Math.min(clientId.length(), 64)).replaceAll("[^\\x21-\\x7E]", "?");
    return clean.isEmpty() ? "unknown" : clean;
  }

  /** RFC 6750 section 3. */
  private static OAuthError unauthorized(boolean shown) {
    String challenge = "Bearer realm=\"lumoauth\"";
    return new OAuthError(
        401,
        "invalid_token",
        "The registration access token of this client is needed.",
        Map.of("WWW-Authenticate", shown ? challenge + ", error=\"invalid_token\"" : challenge));
  }
}
