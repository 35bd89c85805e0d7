package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.fixture.TenantJwtEncrypter;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** The behavior of clients that follow a FAPI 2.0 profile. */
@ExtendWith(DefaultServerExtension.class)
class FapiProfileIT {
  private static final String DATES =
      "The request object is invalid: nbf must be within the last 3600 seconds, "
          + "and exp at most as many seconds after it.";

  private static TestServer server;
  private static TestTenant tenant;
  private static FapiClient bank;
  private static FapiClient signing;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    bank = FapiClient.register(tenant, "fapi2-security");
    signing = FapiClient.register(tenant, "fapi2-message-signing");
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void issuesTokensBoundToTheProvenKey() {
    Map<String, String> answer = bank.authorizationResponse(ada);
    JsonNode tokens = bank.redeem(answer.get("code")).expect(200).body();

    assertEquals(tenant.admin().base(), answer.get("iss"));
    assertEquals("st", answer.get("state"));
    assertEquals("DPoP", tokens.path("token_type").asText());
    assertEquals("ES256", algorithm(tokens, "access_token"));
    assertEquals("ES256", algorithm(tokens, "id_token"));
    String token = tokens.path("access_token").asText();
    assertEquals(bank.proven().thumbprint(), UnverifiedJwt.claims(token).at("/cnf/jkt").asText());
    assertEquals(ada.id(), bank.userinfo(token).expect(200).body().path("sub").asText());
  }

  @Test
  void returnsAccessDeniedAfterDenial() {
    ada.signIn().open(bank.authorize(bank.pushed()));
    ada.browser().submitOnly("decision", "deny");

    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals("access_denied", answer.get("error"));
    assertEquals(tenant.admin().base(), answer.get("iss"));
  }

  @Test
  void refusesARequestThatWasNotPushed() {
    ada.open(bank.app().authorize(bank.app().request(Map.of())));

    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request", answer.get("error"));
    assertEquals(
        "The client must push its authorization requests (RFC 9126) and send only client_id and request_uri.",
        answer.get("error_description"));
  }

  @Test
  void refusesPushedRequestWithoutRequiredParameters() {
    assertRefused(
        400,
        "invalid_request",
        "The code_challenge parameter is required.",
        bank.push(Map.of("code_challenge", "", "code_challenge_method", "")));
    assertRefused(
        400,
        "invalid_request",
        "The code_challenge_method must be S256.",
        bank.push(Map.of("code_challenge_method", "plain")));
    assertRefused(
        400,
        "invalid_request",
        "redirect_uri must equal one of the client's registered redirect URIs.",
        bank.push(Map.of("redirect_uri", "")));
    assertRefused(
        400,
        "unsupported_response_type",
        "response_type must be one of code, none.",
        bank.push(Map.of("response_type", "code id_token")));
    assertRefused(
        400,
        "invalid_request",
        "A pushed authorization request must not contain request_uri.",
        bank.push(Map.of("request_uri", bank.pushed())));
  }

  @Test
  void refusesAnAssertionThatIsNotForTheIssuerAlone() {
    String issuer = tenant.admin().base();
    for (Object audience :
        List.of(issuer + "/oauth/token", issuer + "/oauth/par", "https://other.example")) {
      refusedAssertion(Map.of("aud", audience));
    }
    refusedAssertion(Map.of("aud", List.of(issuer)));
    refusedAssertion(Map.of("aud", List.of(issuer, "https://other.example")));
  }

  @Test
  void refusesExpiredAndForeignAssertions() {
    long now = Instant.now().getEpochSecond();

    refusedAssertion(Map.of("exp", now - 60));
    refusedAssertion(Map.of("sub", signing.app().id()));
    refusedAssertion(Map.of("iss", signing.app().id()));
    assertRefused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", bank.app().request(Map.of()), signing.assertion(Map.of())));
  }

  @Test
  void refusesReplayedAssertion() {
    String assertion = bank.assertion(Map.of());
    Map<String, String> request = bank.app().request(Map.of());
    bank.ask("/oauth/par", request, assertion).expect(201);

    assertRefused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", request, assertion));
  }

  @Test
  void acceptsSameAssertionOnRetryWithNonce() throws IOException {
    TestTenant strict = TestTenant.create(server);
    strict.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    FapiClient careful = FapiClient.register(strict, "fapi2-security");

    assertEquals(
        201, retryWithNonce(careful, "/oauth/par", careful.app().request(Map.of())).status());
    ApiClient.Answer redeemed = retryWithNonce(careful, "/oauth/token", redeeming("none"));
    assertEquals("invalid_grant", redeemed.body().path("error").asText(), redeemed.toString());
  }

  /** Sends the same assertion with the nonce that the first answer gives. */
  private static ApiClient.Answer retryWithNonce(
      FapiClient careful, String path, Map<String, String> parameters) {
    String assertion = careful.assertion(Map.of());
    ApiClient.Answer first =
        careful
            .with("DPoP", careful.proof("POST", path, Map.of()))
            .ask(path, parameters, assertion);
    assertEquals("use_dpop_nonce", first.body().path("error").asText(), first.toString());
    String given = first.response().headers().firstValue("DPoP-Nonce").orElseThrow();
    return careful
        .with("DPoP", careful.proof("POST", path, Map.of("nonce", given)))
        .ask(path, parameters, assertion);
  }

  @Test
  void refusesRequestObjectWithAlgorithmOutsideTheProfile() {
    FapiClient other = new FapiClient(bank.app(), TestJwtSigner.rs256("k1"), bank.proven());

    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        bank.ask(
            "/oauth/par",
            Map.of("request", other.object(Map.of(), Map.of())),
            bank.assertion(Map.of())));
  }

  @Test
  void enforcesMessageSigningTimesForSignedRequestObjects() {
    FapiClient signs = FapiClient.register(tenant, "fapi2-security");
    Map<String, Object> member = Map.of("require_signed_request_object", true);
    tenant.admin().patch("/admin/clients/" + signs.app().id(), Map.of("metadata", member));
    long now = Instant.now().getEpochSecond();

    assertRefused(400, "invalid_request_object", DATES, object(signs, Map.of("nbf", now - 4_200)));
    Map<String, Object> lasting = Map.of("nbf", now - 600, "exp", now + 3_300);
    assertRefused(400, "invalid_request_object", DATES, object(signs, lasting));
    assertEquals(201, object(signs, Map.of()).status(), "and needs no signed response");
  }

  private static ApiClient.Answer object(FapiClient of, Map<String, Object> changes) {
    return of.ask(
        "/oauth/par", Map.of("request", of.object(Map.of(), changes)), of.assertion(Map.of()));
  }

  @Test
  void allowsPageReload() {
    String reference = bank.pushed();
    ada.open(bank.authorize(reference));

    ada.open(bank.authorize(reference));

    assertEquals(200, ada.browser().status());
    assertTrue(ada.answerUntilRedirect().containsKey("code"));
  }

  @Test
  void acceptsRequestUriOnce() {
    String reference = bank.pushed();
    assertTrue(ada.open(bank.authorize(reference)).answerUntilRedirect().containsKey("code"));

    ada.open(bank.authorize(reference));

    assertPushRefused("The request_uri was already used. Push the request again.");
  }

  @Test
  void refusesRequestUriOfAnotherClient() {
    ada.open(signing.authorize(bank.pushed()));

    assertPushRefused(
        "The request_uri has expired or was issued to another client. Push the request again.");
  }

  @Test
  void refusesTokenRequestWithoutProof() {
    String code = bank.authorizationResponse(ada).get("code");

    assertRefused(
        400,
        "invalid_request",
        "The client must send a DPoP proof in the header DPoP (RFC 9449).",
        bank.ask("/oauth/token", redeeming(code), bank.assertion(Map.of())));
  }

  @Test
  void refusesProofsThatAreNotForTheRequest() {
    long now = Instant.now().getEpochSecond();
    Map.<Map<String, Object>, String>of(
            Map.of("htm", "GET"), "The htm claim must be the method of the request.",
            Map.of("htu", "https://other.example/oauth/token"),
                "The htu claim must be the URI of the request.",
            Map.of("iat", now - 600), "The DPoP proof is invalid: iat is too far in the past.",
            Map.of("iat", now + 600), "The DPoP proof is invalid: iat is in the future.")
        .forEach(
            (changes, reason) -> {
              FapiClient wrong = bank.with("DPoP", bank.proof("POST", "/oauth/token", changes));
              Map<String, String> request =
                  Map.of("grant_type", "authorization_code", "code", "any");
              assertRefused(
                  400,
                  "invalid_dpop_proof",
                  reason,
                  wrong.ask("/oauth/token", request, bank.assertion(Map.of())));
            });
  }

  @Test
  void bindsCodeToDpopJkt() {
    String reference =
        bank.push(Map.of("dpop_jkt", bank.proven().thumbprint()))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    String code = ada.open(bank.authorize(reference)).answerUntilRedirect().get("code");

    assertRefused(
        400,
        "invalid_grant",
        "The code is bound to a different key. Prove possession of the key of the authorization request.",
        bank.withProofKey(TestJwtSigner.es256("p2")).redeem(code));
  }

  @Test
  void refusesCodeOfAnotherClient() {
    String code = bank.authorizationResponse(ada).get("code");

    assertRefused(
        400,
        "invalid_grant",
        "The code was issued to another client. Redeem it with the client of the authorization request.",
        signing.redeem(code));
    bank.redeem(code).expect(200);
  }

  @Test
  void acceptsBoundTokenOnlyWithItsProof() {
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    ApiClient api = new ApiClient(tenant.admin().base(), Map.of());

    assertRefused(
        401,
        "invalid_token",
        "The access token is invalid, expired or revoked. Get a new one.",
        api.with("Authorization", "Bearer " + token).get("/oauth/userinfo"));
    assertRefused(
        401,
        "invalid_dpop_proof",
        "The access token is bound to a different key.",
        bank.withProofKey(TestJwtSigner.es256("p2")).userinfo(token));
    assertRefused(
        401,
        "invalid_dpop_proof",
        "The request must contain exactly one DPoP header.",
        api.with("Authorization", "DPoP " + token).get("/oauth/userinfo"));
  }

  @Test
  void refusesProofOfAnotherToken() { // RFC 9449 section 4.3, ath
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    ApiClient api =
        new ApiClient(tenant.admin().base(), Map.of()).with("Authorization", "DPoP " + token);

    for (Map<String, Object> wrong :
        List.of(
            Map.<String, Object>of(), Map.<String, Object>of("ath", TestJwtSigner.hash("other")))) {
      assertRefused(
          401,
          "invalid_dpop_proof",
          "The ath claim must be the hash of the access token.",
          api.and("DPoP", bank.proof("GET", "/oauth/userinfo", wrong)).get("/oauth/userinfo"));
    }
    bank.userinfo(token).expect(200);
  }

  @Test
  void keepsRefreshTokenValidAfterUse() {
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();

    JsonNode next = bank.refresh(tokens).expect(200).body();
    bank.refresh(tokens).expect(200);

    assertTrue(
        next.path("refresh_token").isMissingNode()
            || next.path("refresh_token").equals(tokens.path("refresh_token")),
        "it turns");
  }

  @Test
  void invalidatesGrantsIssuedBeforeTheProfileApplied() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    TestApplication app =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(key.jwk())))));
    FapiClient shop = new FapiClient(app, key, TestJwtSigner.es256("p1"));
    JsonNode tokens =
        shop.ask("/oauth/token", redeeming(ada.code(app)), shop.assertion(Map.of()))
            .expect(200)
            .body();
    ApiClient bearer =
        new ApiClient(tenant.admin().base(), Map.of())
            .with("Authorization", "Bearer " + tokens.path("access_token").asText());
    bearer.get("/oauth/userinfo").expect(200);
    String code = ada.code(app);
    String reference = shop.pushed();
    TestPerson asked = TestPerson.create(server, tenant).signIn();
    asked.open(app.authorize(app.request(Map.of())));

    Map<String, Object> held =
        Map.of("profile", "fapi2-security", "dpop_bound_access_tokens", true);
    tenant.admin().patch("/admin/clients/" + app.id(), Map.of("metadata", held)).expect(200);

    bearer.get("/oauth/userinfo").expect(401);
    assertRefused(
        400,
        "invalid_grant",
        "The client's profile changed after the code was issued. Start a new "
            + "authorization request.",
        shop.redeem(code));
    ada.open(shop.authorize(reference));
    assertPushRefused(
        "The request_uri has expired or was issued to another client. Push the request again.");
    asked.browser().submitOnly("decision", "allow");
    assertEquals("invalid_request", FormParameters.in(asked.browser().location()).get("error"));
    JsonNode next = shop.refresh(tokens).expect(200).body();
    assertEquals("DPoP", next.path("token_type").asText());
  }

  private static Map<String, String> redeeming(String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        TestApplication.REDIRECT_URI,
        "code_verifier",
        TestApplication.VERIFIER);
  }

  @Test
  void answersSignedRequestsWithSignedResponses() {
    String reference = pushed(signing.object(Map.of("response_mode", "jwt"), Map.of()));
    Map<String, String> answer = ada.open(signing.authorize(reference)).answerUntilRedirect();

    assertEquals(List.of("response"), List.copyOf(answer.keySet()));
    JsonNode claims = UnverifiedJwt.claims(answer.get("response"));
    assertEquals("ES256", UnverifiedJwt.header(answer.get("response")).path("alg").asText());
    assertEquals(signing.app().id(), claims.path("aud").asText());
    assertEquals(tenant.admin().base(), claims.path("iss").asText());
    signing.redeem(claims.path("code").asText()).expect(200);
  }

  @Test
  void acceptsSignedAndEncryptedRequestObject() throws Exception {
    TenantJwtEncrypter to = new TenantJwtEncrypter(tenant);
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    String stale = signing.object(jwt, Map.of("nbf", Instant.now().getEpochSecond() - 3_700));

    String reference = pushed(to.encrypted(signing.object(jwt, Map.of()), "RSA-OAEP-256"));
    Map<String, String> answer = ada.open(signing.authorize(reference)).answerUntilRedirect();

    assertTrue(UnverifiedJwt.claims(answer.get("response")).has("code"), answer.toString());
    assertRefused(
        400,
        "invalid_request_object",
        DATES,
        signing.ask(
            "/oauth/par",
            Map.of("request", to.encrypted(stale, "RSA-OAEP-256")),
            signing.assertion(Map.of())));
  }

  @Test
  void refusesRequestsThatViolateMessageSigning() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    assertRefused(
        400,
        "invalid_request",
        "The pushed request must contain a request object.",
        signing.push(jwt));
    assertRefused(400, "invalid_request_object", DATES, object(jwt, Map.of("nbf", now - 3_700)));
    assertRefused(
        400,
        "invalid_request_object",
        DATES,
        object(jwt, Map.of("nbf", now - 600, "exp", now + 3_300)));
    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: exp is too far in the future.",
        object(jwt, Map.of("exp", now + 3_700)));
    assertRefused(
        400,
        "invalid_request",
        "The response_mode must be jwt.",
        object(Map.of("response_mode", "query"), Map.of()));
    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        signing.ask(
            "/oauth/par",
            Map.of("request", TestJwtSigner.unsigned(Map.of("iss", signing.app().id()))),
            signing.assertion(Map.of())));
  }

  /** Asserts that a pushed request is refused. */
  private void assertPushRefused(String why) {
    Map<String, String> told = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request_uri", told.get("error"), ada.browser().location());
    assertEquals(why, told.get("error_description"));
  }

  private static ApiClient.Answer object(
      Map<String, String> parameters, Map<String, Object> changes) {
    return signing.ask(
        "/oauth/par",
        Map.of("request", signing.object(parameters, changes)),
        signing.assertion(Map.of()));
  }

  private static String pushed(String object) {
    return signing
        .ask("/oauth/par", Map.of("request", object), signing.assertion(Map.of()))
        .expect(201)
        .body()
        .path("request_uri")
        .asText();
  }

  private static void refusedAssertion(Map<String, Object> changes) {
    ApiClient.Answer answer =
        bank.ask("/oauth/par", bank.app().request(Map.of()), bank.assertion(changes));
    assertEquals(401, answer.status(), changes + ": " + answer);
    assertEquals("invalid_client", answer.body().path("error").asText(), changes.toString());
  }

  private static void assertRefused(int status, String code, String why, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    assertEquals(code, answer.body().path("error").asText(), answer.toString());
    assertEquals(why, answer.body().path("error_description").asText(), answer.toString());
  }

  private static String algorithm(JsonNode tokens, String name) {
    return UnverifiedJwt.header(tokens.path(name).asText()).path("alg").asText();
  }
}
