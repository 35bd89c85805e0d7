/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.userinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.claims.StandardClaimsContributor;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.lumoauth.oauth.openid.token.ClientJwtIssuer;
import org.lumoauth.platform.tokens.subject.PairwiseSubjectIdentifierService;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.support.oauth.ClientResponseEncrypter;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class UserInfoClaimsResolverTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Client APP = aClient().withId("app").withScope("openid", "email").build();
  private static final Client SIGNED =
      aClient().withId("signed").with("userinfo_signed_response_alg", "ES256").build();
  private static final Client OWN_ALGORITHM =
      aClient().withId("own").with("id_token_signed_response_alg", "PS256").build();
  private static final Client PAIRWISE =
      aClient().withId("pairwise").with("subject_type", "pairwise").build();
  private static final String PATH = "/oauth/userinfo";

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(
              SubjectClaimsContributor.class,
              "standard",
              new StandardClaimsContributor(
                  new FakeUserDirectory().with(ACME, aUser().named("Ada").build())))
          .with(
              AgentRegistry.class, "agents", new FakeAgentRegistry().with(ACME, anAgent().build()));
  private final ProtectedResourceErrorFactory challenges =
      new ProtectedResourceErrorFactory(registry);
  private final UserInfoEndpoint endpoint =
      new UserInfoEndpoint(
          tokens,
          challenges,
          new FakeClientDirectory()
              .with(ACME, APP)
              .with(ACME, SIGNED)
              .with(ACME, OWN_ALGORITHM)
              .with(ACME, PAIRWISE),
          new UserInfoClaimsResolver(
              new SubjectClaimsAssembler(registry),
              new PairwiseSubjectIdentifierService(new FakeSecretProtectionService()),
              challenges,
              registry),
          new ClientJwtIssuer(named(), new ClientResponseEncrypter(null, null)),
          new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings()));

  @Test
  void returnsClaimsOfGrantedScopes() throws Exception {
    assertEquals(
        Map.of("sub", aUserRef().id(), "name", "Ada", "tenant", "acme"),
        get(token(APP, aUserRef(), Map.of(), "openid", "profile")).answer());
  }

  @Test
  void returnsClaimsRequestedByClaimsParameter() throws Exception {
    var asked = Map.<String, Object>of("userinfo_claims", Map.of("email_verified", Map.of()));
    var info = get(token(APP, aUserRef(), asked, "openid")).answer();

    assertEquals(true, info.get("email_verified"));
    assertFalse(info.containsKey("email"));
  }

  @Test
  void omitsRequestedClaimsOfDisallowedScopes() throws Exception {
    var asked =
        Map.<String, Object>of("userinfo_claims", Map.of("name", Map.of(), "name#de", Map.of()));
    var info = get(token(APP, aUserRef(), asked, "openid")).answer();

    assertEquals(Map.of("sub", aUserRef().id(), "tenant", "acme"), info);
  }

  @Test
  void echoesTheInteractionIdOfTheClient() throws Exception { // FAPI 1.0 Baseline section 6.2.1
    String id = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";
    var exchange =
        header(token(APP, aUserRef(), Map.of(), "openid")).withHeader("x-fapi-interaction-id", id);
    endpoint.handle(exchange);

    assertEquals(id, exchange.responseHeader("x-fapi-interaction-id"));
  }

  @Test
  void acceptsTokenInFormBody() throws Exception {
    var exchange =
        FakeHttpExchange.form(ACME, PATH)
            .withParameter("access_token", token(APP, aUserRef(), Map.of(), "openid"));
    endpoint.handle(exchange);

    assertEquals(aUserRef().id(), exchange.answer().get("sub"));
  }

  @Test
  void signsResponseForRegisteredClient() throws Exception {
    var exchange = get(token(SIGNED, aUserRef(), Map.of(), "openid"));

    assertEquals("application/jwt", exchange.responseHeader("Content-Type"));
    assertEquals(
        "ES256 {} {\"sub\":\""
            + aUserRef().id()
            + "\",\"tenant\":\"acme\",\"iss\":\""
            + ACME.issuer()
            + "\",\"aud\":\"signed\"}",
        exchange.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/jwt",
        "application/json;q=0.5, Application/JWT",
        "text/html, application/jwt"
      })
  void signsRequestedJwtWithIdTokenAlgorithm(String accept) throws Exception {
    var tenants = asked(APP, accept);
    var own = asked(OWN_ALGORITHM, accept);

    assertEquals("application/jwt", tenants.responseHeader("Content-Type"));
    assertEquals(
        "RS256 {} {\"sub\":\""
            + aUserRef().id()
            + "\",\"tenant\":\"acme\",\"iss\":\""
            + ACME.issuer()
            + "\",\"aud\":\"app\"}",
        tenants.text());
    assertTrue(own.text().startsWith("PS256 "), own.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/*",
        "application/json, application/jwt",
        "application/jwt, */*",
        "application/jwt;q=0",
        "application/jwt;q=0.4, application/json;q=0.5",
        "application/token-introspection+jwt"
      })
  void prefersJsonUnlessJwtIsPreferred(String accept) throws Exception {
    assertEquals(Map.of("sub", aUserRef().id(), "tenant", "acme"), asked(APP, accept).answer());
  }

  @Test
  void signsForRegisteredClientDespiteJsonAccept() throws Exception {
    assertTrue(asked(SIGNED, "application/json").text().startsWith("ES256 "));
  }

  private FakeHttpExchange asked(Client client, String accept) throws Exception {
    var exchange =
        header(token(client, aUserRef(), Map.of(), "openid")).withHeader("Accept", accept);
    endpoint.handle(exchange);
    return exchange;
  }

  @Test
  void returnsPairwiseSubject() throws Exception {
    assertEquals(
        43,
        ((String) get(token(PAIRWISE, aUserRef(), Map.of(), "openid")).answer().get("sub"))
            .length());
  }

  @Test
  void describesAgentWithoutOpenidScope() throws Exception {
    var info = get(token(APP, anAgentRef(), Map.of(), "documents.read")).answer();

    assertEquals("agent", info.get("identity_type"));
    assertEquals(anAgentRef().id(), info.get("agent_id"));
    assertEquals(
        List.copyOf(new java.util.TreeSet<>(anAgent().build().capabilities())),
        info.get("capabilities"));
    assertTrue(info.containsKey("workload_identity"));
    assertNull(info.get("workload_identity"));
  }

  @Test
  void describesClientWithoutOpenidScope() throws Exception {
    var info = get(token(APP, APP.subject(), Map.of(), "documents.read")).answer();

    assertEquals("client", info.get("identity_type"));
    assertEquals("app", info.get("client_id"));
  }

  @Test
  void rejectsUserTokenWithoutOpenidScope() {
    var refusal = refusal(header(token(APP, aUserRef(), Map.of(), "email")));

    assertEquals("insufficient_scope", refusal.code());
    assertEquals(403, refusal.status());
    assertEquals(
        "Bearer realm=\"lumoauth\", error=\"insufficient_scope\", "
            + "error_description=\"The access token does not have the scope openid.\", "
            + "scope=\"openid\"",
        refusal.headers().get("WWW-Authenticate"));
  }

  @Test
  void challengesRequestWithoutToken() {
    var refusal = refusal(FakeHttpExchange.get(ACME, PATH));

    assertEquals(401, refusal.status());
    assertEquals("Bearer realm=\"lumoauth\"", refusal.headers().get("WWW-Authenticate"));
  }

  @Test
  void challengesWithEveryInstalledScheme() {
    installDpop();

    assertEquals(
        "Bearer realm=\"lumoauth\", DPoP realm=\"lumoauth\", algs=\"ES256\"",
        refusal(FakeHttpExchange.get(ACME, PATH)).headers().get("WWW-Authenticate"));
  }

  @Test
  void rejectsTokenWithChallengeOfItsScheme() {
    installDpop();
    var exchange =
        FakeHttpExchange.get(ACME, PATH)
            .withHeader("Authorization", "dpop lmk_1")
            .withCaller(aCaller().build());

    assertEquals(
        "DPoP realm=\"lumoauth\", algs=\"ES256\", error=\"invalid_token\", "
            + "error_description=\"The access token is invalid, expired or revoked. Get "
            + "a new one.\"",
        refusal(exchange).headers().get("WWW-Authenticate"));
  }

  private void installDpop() {
    registry.with(
        RequestAuthenticator.class,
        "dpop",
        new RequestAuthenticator() {
          @Override
          public Optional<Caller> authenticate(
              Optional<TenantContext> tenant, HttpRequestView request) {
            return Optional.empty();
          }

          @Override
          public Optional<String> challenge() {
            return Optional.of("DPoP realm=\"lumoauth\", algs=\"ES256\"");
          }
        });
  }

  @Test
  void refusesATokenOfAnotherTenant() {
    var foreign =
        tokens.issue(GLOBEX, request(APP, aUserRef(), Map.of(), Set.of("openid"))).value();

    assertEquals(
        "invalid_token",
        refusal(FakeHttpExchange.form(ACME, PATH).withParameter("access_token", foreign)).code());
  }

  @Test
  void rejectsTokenInQuery() {
    var token = token(APP, aUserRef(), Map.of(), "openid");

    var refusal = refusal(FakeHttpExchange.get(ACME, PATH).withQuery("access_token", token));

    assertEquals(401, refusal.status());
    assertEquals(
        "An access token is required.", refusal.getMessage()); // for none was looked for there
  }

  @Test
  void refusesTwoTokens() {
    var token = token(APP, aUserRef(), Map.of(), "openid");
    var exchange =
        FakeHttpExchange.form(ACME, PATH)
            .withParameter("access_token", token)
            .withHeader("Authorization", "Bearer " + token);

    assertEquals("invalid_request", refusal(exchange).code());
  }

  @Test
  void refusesABoundTokenInAForm() {
    var bound =
        new AccessTokenIssuanceRequest(
            APP,
            aUserRef(),
            List.of(),
            Set.of("openid"),
            List.of(),
            Duration.ofMinutes(5),
            Optional.of(Map.of("jkt", "x")),
            Map.of());
    var exchange =
        FakeHttpExchange.form(ACME, PATH)
            .withParameter("access_token", tokens.issue(ACME, bound).value());

    assertEquals("invalid_token", refusal(exchange).code());
  }

  @Test
  void rejectsApiKey() {
    var exchange =
        FakeHttpExchange.get(ACME, PATH)
            .withHeader("Authorization", "Bearer lmk_1")
            .withCaller(aCaller().build());

    assertEquals("invalid_token", refusal(exchange).code());
  }

  @Test
  void allowsEveryOriginByCors() throws Exception {
    assertEquals(
        "*",
        get(token(APP, aUserRef(), Map.of(), "openid"))
            .responseHeader("Access-Control-Allow-Origin"));
  }

  private OAuthException refusal(FakeHttpExchange exchange) {
    return assertThrows(OAuthException.class, () -> endpoint.handle(exchange));
  }

  private FakeHttpExchange get(String token) throws Exception {
    var exchange = header(token);
    endpoint.handle(exchange);
    return exchange;
  }

  /** A request whose token the door has admitted. */
  private FakeHttpExchange header(String token) {
    try {
      var verified = tokens.verify(ACME, token);
      return FakeHttpExchange.get(ACME, PATH)
          .withHeader("Authorization", "Bearer " + token)
          .withCaller(
              new Caller(
                  verified.subject(),
                  List.of(),
                  Optional.of(ACME.id()),
                  Optional.of(verified.clientId()),
                  verified.scope(),
                  CredentialKind.ACCESS_TOKEN,
                  verified.id()));
    } catch (InvalidTokenException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token(
      Client client, SubjectRef subject, Map<String, Object> claims, String... scope) {
    return tokens.issue(ACME, request(client, subject, claims, Set.of(scope))).value();
  }

  private static AccessTokenIssuanceRequest request(
      Client client, SubjectRef subject, Map<String, Object> claims, Set<String> scope) {
    return new AccessTokenIssuanceRequest(
        client,
        subject,
        List.of(),
        scope,
        List.of(),
        Duration.ofMinutes(5),
        Optional.empty(),
        claims);
  }

  /** "Signs" by naming algorithm and header before the payload. */
  private static SigningKeyService named() {
    return (SigningKeyService)
        Proxy.newProxyInstance(
            SigningKeyService.class.getClassLoader(),
            new Class<?>[] {SigningKeyService.class},
            (proxy, method, given) -> given[1] + " " + given[2] + " " + given[3]);
  }
}
