package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenKind;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.server.request.InstalledClientAuthentication;
import org.lumoauth.oauth.server.request.Proofs;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The token, introspection and revocation endpoints over the fakes of the testkit. */
class EndpointsTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final TenantContext ACME = aTenant().build();
  private static final Client ROBOT = aClient().withId("robot").build();
  private static final Client OTHER = aClient().withId("other").build();
  private static final Client GATEWAY = aClient().withId("gateway").withScope("introspect").build();
  private static final Client STOPPED = aClient().withId("stopped").disabled().build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeClients known =
      new FakeClients()
          .with(ACME, ROBOT, "secret")
          .with(ACME, OTHER, "secret")
          .with(ACME, GATEWAY, "secret")
          .with(ACME, STOPPED, "secret");
  private final GrantHandler grant = (tenant, request) -> TokenResponse.bearer(issue(ROBOT));
  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ClientAuthenticator.class, "client_secret_post", bySecret("client_secret"))
          .with(ClientAuthenticator.class, "client_secret_basic", bySecret("basic"))
          .with(GrantHandler.class, "client_credentials", grant)
          .with(GrantHandler.class, "password", grant);
  private final FakeFailedAttempts attempts = new FakeFailedAttempts();
  private final ClientAuthentication clients =
      new InstalledClientAuthentication(registry, new Profiles(registry), attempts);
  private final TokenAudit audit = new TokenAudit(log);
  private final TokenEndpoint token =
      new TokenEndpoint(
          clients, new Proofs(registry), new Grants(registry, new Profiles(registry)), audit);
  private final TokenKinds kinds = new TokenKinds(registry);
  private final HotEndpoint introspection =
      new IntrospectionEndpoint(clients, tokens, kinds, new SignedIntrospection(null));
  private final HotEndpoint revocation = new RevocationEndpoint(clients, tokens, kinds, audit);

  @AfterEach
  void holdsNoProviderAfterTheRequest() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void answersWithATokenThatNoCacheKeeps() throws Exception {
    var exchange = posted(tokenRequest("robot", "secret"));
    token.handle(exchange);

    assertEquals("Bearer", exchange.answer().get("token_type"));
    assertEquals(3600L, exchange.answer().get("expires_in"));
    assertEquals("no-store", exchange.responseHeader("Cache-Control"));
  }

  @Test
  void letsPagesOfEveryOriginReadAnswersAndRefusals() throws Exception {
    for (HotEndpoint endpoint : List.of(token, revocation)) {
      var refused = posted(anOAuthRequest());
      assertThrows(OAuthError.class, () -> endpoint.handle(refused));

      assertEquals("*", refused.responseHeader("Access-Control-Allow-Origin"));
      assertTrue(refused.responseHeader("Access-Control-Expose-Headers").contains("DPoP-Nonce"));
    }
  }

  @Test
  void tellsABrowserWhatAPageMaySend() throws Exception {
    for (HotEndpoint endpoint : List.of(token, revocation)) {
      var asked = FakeExchange.options(ACME, "/oauth/token");
      endpoint.handle(asked);

      assertEquals(204, asked.status());
      assertEquals("POST", asked.responseHeader("Access-Control-Allow-Methods"));
      assertEquals(
          "Authorization, Content-Type, DPoP",
          asked.responseHeader("Access-Control-Allow-Headers"));
      assertNull(asked.responseHeader("Access-Control-Allow-Credentials"));
    }
  }

  @Test
  void letsNoPageIntrospect() throws Exception {
    var exchange = posted(authenticated("robot").with("token", "nonsense"));
    introspection.handle(exchange);

    assertNull(exchange.responseHeader("Access-Control-Allow-Origin"));
  }

  @Test
  void takesTheSameRequestAsJson() throws Exception {
    var exchange =
        FakeExchange.json(
            ACME,
            "/oauth/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "robot",
                "client_secret", "secret"));
    token.handle(exchange);

    assertTrue(exchange.answer().containsKey("access_token"));
  }

  @Test
  void tellsNoTokenOfAClientThatIsNoLongerWhoItWas() {
    registry.with(
        ClientAuthenticator.class,
        "client_secret_post",
        new ClientAuthenticator() {
          @Override
          public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
            return Optional.of(ROBOT);
          }

          @Override
          public boolean stands(TenantContext tenant, OAuthRequest request) {
            return tokens.issued().isEmpty(); // it ends while the token is made
          }
        });

    OAuthError refusal =
        assertThrows(OAuthError.class, () -> token.handle(posted(tokenRequest("robot", "secret"))));

    assertEquals("invalid_client", refusal.code());
    assertEquals("token.denied", log.last(ACME.id()).event().action());
  }

  @Test
  void recordsATokenBeforeItAnswers() throws Exception {
    token.handle(posted(tokenRequest("robot", "secret")));

    var event = log.last(ACME.id()).event();
    assertEquals("token.issued", event.action());
    assertEquals(ROBOT.subject(), event.actor());
    assertEquals(tokens.issued().size(), 1);
  }

  @Test
  void recordsWhatTheGrantHasToSayWithTheToken() throws Exception {
    var exchanged =
        new AuditEvent(
            "token.exchanged",
            AuditEvent.Outcome.SUCCESS,
            ROBOT.subject(),
            List.of(),
            Optional.empty(),
            "A client exchanged a token for another.",
            Optional.empty(),
            Map.of());
    GrantHandler exchange =
        (tenant, request) ->
            new TokenResponse(
                issue(ROBOT),
                "Bearer",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(exchanged));
    registry.with(GrantHandler.class, "client_credentials", exchange);

    token.handle(posted(tokenRequest("robot", "secret")));

    assertEquals(List.of("token.exchanged", "token.issued"), log.actions(ACME.id()));
  }

  @Test
  void givesNoTokenThatIsNotRecorded() {
    log.unavailable();
    var exchange = posted(tokenRequest("robot", "secret"));

    assertThrows(Problem.class, () -> token.handle(exchange));
    assertNull(exchange.body());
  }

  @Test
  void tellsAClientOfItsTokenOfAnotherKind() throws Exception {
    registry.with(TokenKind.class, "refresh_token", ofRobot());

    assertEquals("usr_1", introspect("robot", "refresh").get("sub"));
    assertEquals(true, introspect("robot", "refresh").get("active"));
  }

  @Test
  void tellsNobodyElseOfATokenOfAnotherKind() throws Exception {
    registry.with(TokenKind.class, "refresh_token", ofRobot());

    assertEquals(Map.of("active", false), introspect("other", "refresh"));
  }

  @Test
  void revokesATokenOfAnotherKindAndRecordsIt() throws Exception {
    registry.with(TokenKind.class, "refresh_token", ofRobot());
    var form =
        anOAuthRequest()
            .with("client_id", "robot")
            .with("client_secret", "secret")
            .with("token", "refresh");
    revocation.handle(posted(form));

    assertEquals("token.revoked", log.last(ACME.id()).event().action());
    assertEquals("grn_1", log.last(ACME.id()).event().target().orElseThrow().id());
  }

  private static TokenKind ofRobot() {
    return new TokenKind() {
      @Override
      public Optional<Active> inspect(TenantContext tenant, String token) {
        return Optional.of(new Active("robot", Map.of("sub", "usr_1")));
      }

      @Override
      public Optional<String> revoke(TenantContext tenant, Client client, String token) {
        return client.clientId().equals("robot") ? Optional.of("grn_1") : Optional.empty();
      }
    };
  }

  @Test
  void recordsARefusalWithTheClientThatWasClaimed() {
    refusal(tokenRequest("robot", "wrong"));

    var event = log.last(ACME.id()).event();
    assertEquals("token.denied", event.action());
    assertEquals("robot", event.actor().id());
    assertEquals(false, event.details().get("client_authenticated"));
  }

  @Test
  void keepsControlCharactersOfAClaimedIdOutOfTheLog() {
    refusal(tokenRequest("a\r\nb", "wrong"));

    assertEquals("a??b", log.last(ACME.id()).event().actor().id());
  }

  @Test
  void doesNotTellUnknownWrongAndDisabledApart() {
    var answers =
        List.of(
            tokenRequest("nobody", "secret"),
            tokenRequest("robot", "wrong"),
            tokenRequest("stopped", "secret"));

    assertEquals(
        1,
        answers.stream()
            .map(this::refusal)
            .map(error -> error.status() + error.code() + error.getMessage())
            .distinct()
            .count());
  }

  @Test
  void saysHowToAuthenticateWith401() {
    var exchange = posted(tokenRequest("robot", "wrong"));

    assertEquals(401, assertThrows(OAuthError.class, () -> token.handle(exchange)).status());
    assertTrue(exchange.responseHeader("WWW-Authenticate").startsWith("Basic "));
  }

  @Test
  void refusesAClientWithoutAuthentication() {
    var request = anOAuthRequest().with("grant_type", "client_credentials");

    assertEquals("invalid_client", refusal(request.with("client_id", "robot")).code());
  }

  @Test
  void countsAFailedAuthenticationByClientAndAddress() {
    refusal(tokenRequest("robot", "wrong"));

    assertEquals(
        List.of("robot"), attempts.failures().stream().map(failed -> failed.account()).toList());
    assertEquals(
        anOAuthRequest().build().remoteAddress(), attempts.failures().get(0).remoteAddress());
  }

  @Test
  void countsNoRequestThatProvesNothing() {
    refusal(anOAuthRequest().with("grant_type", "client_credentials").with("client_id", "robot"));
    refusal(tokenRequest("robot", "secret").with("basic", "secret"));

    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void looksAtNoSecretOnceTooManyWereWrong() {
    attempts.exhausted();
    var exchange = posted(tokenRequest("robot", "secret"));

    assertEquals(429, assertThrows(Problem.class, () -> token.handle(exchange)).status());
  }

  @Test
  void recordsNoRefusalBeyondTheLimit() {
    attempts.exhausted();
    var exchange = posted(tokenRequest("robot", "wrong"));
    assertThrows(Problem.class, () -> token.handle(exchange));

    assertEquals(List.of(), log.actions(ACME.id()));
  }

  @Test
  void refusesTwoWaysOfAuthenticationInOneRequest() {
    assertEquals(
        "invalid_request", refusal(tokenRequest("robot", "secret").with("basic", "secret")).code());
  }

  @Test
  void refusesAWayThatTheClientIsNotRegisteredFor() {
    registry.with(ClientAuthenticator.class, "private_key_jwt", bySecret("assertion"));
    var request =
        anOAuthRequest()
            .with("grant_type", "client_credentials")
            .with("client_id", "robot")
            .with("assertion", "secret");

    assertEquals("invalid_client", refusal(request).code());
  }

  @Test
  void refusesAGrantThatIsNotInstalled() {
    registry.without(GrantHandler.class, "client_credentials");

    assertEquals("unsupported_grant_type", refusal(tokenRequest("robot", "secret")).code());
  }

  @Test
  void refusesAGrantThatTheClientMayNotUse() {
    assertEquals(
        "unauthorized_client",
        refusal(authenticated("robot").with("grant_type", "password")).code());
  }

  @Test
  void refusesARequestWithoutAGrantType() {
    assertEquals("invalid_request", refusal(authenticated("robot")).code());
  }

  @Test
  void refusesARepeatedParameter() {
    var request = tokenRequest("robot", "secret").with("scope", "a").with("scope", "b");

    assertEquals("invalid_request", refusal(request).code());
  }

  @Test
  void refusesABodyOfAnotherType() {
    var exchange = posted(tokenRequest("robot", "secret")).ofType("text/plain");

    assertInvalidRequest(() -> token.handle(exchange));
    assertInvalidRequest(() -> introspection.handle(exchange));
    assertInvalidRequest(() -> revocation.handle(exchange));
  }

  @Test
  void refusesABodyWithoutAType() {
    var exchange = posted(tokenRequest("robot", "secret")).ofType(null);

    assertInvalidRequest(() -> token.handle(exchange));
  }

  /** RFC 6749 section 5.2: 400, whatever is malformed. */
  private static void assertInvalidRequest(Executable call) {
    var refusal = assertThrows(OAuthError.class, call);
    assertEquals("400 invalid_request", refusal.status() + " " + refusal.code());
  }

  @Test
  void tellsAClientAboutItsOwnToken() throws Exception {
    var answer = introspect("robot", issue(ROBOT).value());

    assertEquals(true, answer.get("active"));
    assertEquals("robot", answer.get("client_id"));
  }

  @Test
  void tellsAnotherClientOnlyThatTheTokenIsInactive() throws Exception {
    assertEquals(Map.of("active", false), introspect("other", issue(ROBOT).value()));
  }

  @Test
  void tellsTheResourceThatTheTokenIsFor() throws Exception {
    var jwt = issue(ROBOT, List.of("other")).value();

    assertEquals(true, introspect("other", jwt).get("active"));
  }

  @Test
  void tellsAGatewayAboutEveryToken() throws Exception {
    assertEquals(true, introspect("gateway", issue(ROBOT).value()).get("active"));
  }

  @Test
  void tellsNothingOfWhatIsNoToken() throws Exception {
    assertEquals(Map.of("active", false), introspect("robot", "nonsense"));
  }

  @Test
  void introspectsForNobodyUnproven() {
    var exchange = posted(anOAuthRequest().with("token", "x"));

    assertEquals(
        "invalid_client",
        assertThrows(OAuthError.class, () -> introspection.handle(exchange)).code());
  }

  @Test
  void revokesTheClientsOwnTokenAndRecordsIt() throws Exception {
    var jwt = issue(ROBOT).value();

    assertEquals(Map.of(), revoke("robot", jwt));
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals("token.revoked", log.last(ACME.id()).event().action());
  }

  @Test
  void leavesAnotherClientsTokenAloneAndSaysNothing() throws Exception {
    var jwt = issue(ROBOT).value();

    assertEquals(Map.of(), revoke("other", jwt));
    assertEquals("robot", tokens.verify(ACME, jwt).clientId());
  }

  @Test
  void answersTheSameForATokenThatIsNotThere() throws Exception {
    assertEquals(Map.of(), revoke("robot", "nonsense"));
  }

  /** A way that is used when its parameter is there. */
  private ClientAuthenticator bySecret(String parameter) {
    return new ClientAuthenticator() {
      @Override
      public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
        return request
            .parameter(parameter)
            .map(
                secret -> {
                  String id = request.requiredParameter("client_id");
                  if (!known.verifySecret(tenant, id, secret)) {
                    throw OAuthError.invalidClient();
                  }
                  return known.find(tenant, id).orElseThrow();
                });
      }
    };
  }

  private org.lumoauth.api.token.IssuedToken issue(Client client) {
    return issue(client, List.of());
  }

  private org.lumoauth.api.token.IssuedToken issue(Client client, List<String> audience) {
    return tokens.issue(
        ACME,
        new AccessTokenRequest(
            client,
            client.subject(),
            List.of(),
            Set.of("documents.read"),
            audience,
            Duration.ofHours(1),
            Optional.empty(),
            Map.of()));
  }

  private static OAuthRequestBuilder authenticated(String client) {
    return anOAuthRequest().with("client_id", client).with("client_secret", "secret");
  }

  private static OAuthRequestBuilder tokenRequest(String client, String secret) {
    return anOAuthRequest()
        .with("grant_type", "client_credentials")
        .with("client_id", client)
        .with("client_secret", secret);
  }

  private static FakeExchange posted(OAuthRequestBuilder form) {
    var exchange = FakeExchange.form(ACME, "/oauth/token");
    form.parameters().forEach((name, values) -> values.forEach(v -> exchange.with(name, v)));
    form.headers().forEach((name, values) -> values.forEach(v -> exchange.withHeader(name, v)));
    return exchange.ofType(FORM + ";charset=UTF-8");
  }

  private OAuthError refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthError.class, () -> token.handle(posted(request)));
  }

  private Map<?, ?> introspect(String client, String jwt) throws Exception {
    var exchange = posted(authenticated(client).with("token", jwt));
    introspection.handle(exchange);
    return exchange.answer();
  }

  private Map<?, ?> revoke(String client, String jwt) throws Exception {
    var exchange = posted(authenticated(client).with("token", jwt));
    revocation.handle(exchange);
    return exchange.answer();
  }
}
