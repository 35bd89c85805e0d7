package org.lumoauth.oauth.server.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.server.request.ClaimedClient;
import org.lumoauth.oauth.server.request.Proofs;
import org.lumoauth.platform.web.CrossOrigin;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The token endpoint: authenticates the client, hands the request to its grant, and answers once
 * the outcome is in the audit log.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</a>
 */
@Takes(
    as = Takes.As.FORM_OR_JSON,
    members = {
      @Member(value = "grant_type", needed = true, oneOfKind = "grant", says = "What is shown"),
      @Member(value = "scope", says = "Scopes, with spaces between them"),
      @Member(value = "resource", type = String[].class, says = "For what the token is"),
      @Member(value = "authorization_details", says = "A JSON array as text (RFC 9396)")
    },
    ofKinds = {"grant", "requested-token-type", "client-authentication"})
@Takes(as = Takes.As.HEADERS, ofKinds = "token-binding")
@AnswersWith(
    status = 200,
    members = {
      @Member(value = "access_token", needed = true, says = "The token, or what stands for one"),
      @Member(
          value = "token_type",
          needed = true,
          says = "Bearer, DPoP, or N_A for no access token"),
      @Member(value = "expires_in", needed = true, type = long.class, says = "Seconds"),
      @Member(value = "scope", needed = true, says = "What was given, with spaces between"),
      @Member(
          value = "authorization_details",
          type = Map[].class,
          says = "What was given in detail (RFC 9396 section 7)")
    },
    ofKinds = {"grant", "token-response", "task-exchange"})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-token",
      "lumoauth.web.routes=POST ~/oauth/token",
      "lumoauth.web.routes=OPTIONS ~/oauth/token",
      "lumoauth.web.guard=client"
    })
public final class TokenEndpoint implements HotEndpoint {

  private final ClientAuthentication clients;
  private final Proofs proofs;
  private final Grants grants;
  private final UnprovenRefusals refusals;
  private final TokenAudit audit;

  @Activate
  public TokenEndpoint(
      @Reference ClientAuthentication clients,
      @Reference Proofs proofs,
      @Reference Grants grants,
      @Reference UnprovenRefusals refusals,
      @Reference TokenAudit audit) {
    this.clients = clients;
    this.proofs = proofs;
    this.grants = grants;
    this.refusals = refusals;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (CrossOrigin.allow(exchange, "POST")) {
      return;
    }
    SecretAnswers.keepFromCaches(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequests.formOrJson(exchange);
    exchange.writeJson(200, answer(exchange, tenant, request));
  }

  private Map<String, Object> answer(
      Exchange exchange, TenantContext tenant, OAuthRequest request) {
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      String grantType = request.requiredParameter("grant_type");
      proofs.requireNonce(tenant, request);
      proven = Optional.of(clients.authenticate(tenant, request));
      Client client = proven.get().client();
      var proof = proofs.of(tenant, client, request);
      TokenResponse response = grants.answer(tenant, grantType, proven.get(), request, proof);
      clients.requireStanding(tenant, proven.get(), request);
      audit.issued(exchange, tenant, response, client, grantType);
      proof.ifPresent(by -> by.responseHeaders().forEach(exchange.response()::setHeader));
      return body(response, proof.map(TokenBinding.Proof::tokenType));
    } catch (OAuthError refusal) {
      Optional<AuthenticatedClient> known = proven.or(refusal::client);
      if (refusals.recorded(exchange, known, refusal)) {
        SubjectRef who =
            known.map(by -> by.client().subject()).orElseGet(() -> ClaimedClient.of(request));
        audit.denied(exchange, tenant, who, known.isPresent(), grantType(request), refusal);
      }
      SecretAnswers.challenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private static String grantType(OAuthRequest request) {
    return request.parameters().getOrDefault("grant_type", List.of("")).get(0);
  }

  /** RFC 6749 section 5.1. */
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
