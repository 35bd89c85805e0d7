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
import org.lumoauth.itests.http.fixture.Bank;
import org.lumoauth.itests.http.fixture.TenantEncryption;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** The behavior of clients that follow a FAPI 2.0 profile. */
@ExtendWith(Shared.class)
class FapiIT {
  private static final String DATES =
      "The request object is invalid: nbf must be within the last 3600 seconds, "
          + "and exp at most as many seconds after it.";

  private static Server server;
  private static Tenant tenant;
  private static Bank bank;
  private static Bank signing;

  private Person ada;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    bank = Bank.register(tenant, "fapi2-security");
    signing = Bank.register(tenant, "fapi2-message-signing");
  }

  @BeforeEach
  void somebodyNew() {
    ada = Person.create(server, tenant);
  }

  @Test
  void givesTokensThatAreBoundToTheProvenKey() {
    Map<String, String> answer = bank.allowed(ada);
    JsonNode tokens = bank.redeem(answer.get("code")).expect(200).body();

    assertEquals(tenant.admin().base(), answer.get("iss"));
    assertEquals("st", answer.get("state"));
    assertEquals("DPoP", tokens.path("token_type").asText());
    assertEquals("ES256", algorithm(tokens, "access_token"));
    assertEquals("ES256", algorithm(tokens, "id_token"));
    String token = tokens.path("access_token").asText();
    assertEquals(bank.proven().thumbprint(), Jwt.claims(token).at("/cnf/jkt").asText());
    assertEquals(ada.id(), bank.userinfo(token).expect(200).body().path("sub").asText());
  }

  @Test
  void tellsTheClientThatThePersonSaidNo() {
    ada.signIn().open(bank.authorize(bank.pushed()));
    ada.browser().submitOnly("decision", "deny");

    Map<String, String> answer = Query.in(ada.browser().location());
    assertEquals("access_denied", answer.get("error"));
    assertEquals(tenant.admin().base(), answer.get("iss"));
  }

  @Test
  void refusesARequestThatWasNotPushed() {
    ada.open(bank.app().authorize(bank.app().request(Map.of())));

    Map<String, String> answer = Query.in(ada.browser().location());
    assertEquals("invalid_request", answer.get("error"));
    assertEquals(
        "The client must push its authorization requests (RFC 9126) and send only client_id and request_uri.",
        answer.get("error_description"));
  }

  @Test
  void refusesAPushThatLacksWhatTheProfileNeeds() {
    refused(
        400,
        "invalid_request",
        "The code_challenge parameter is required.",
        bank.push(Map.of("code_challenge", "", "code_challenge_method", "")));
    refused(
        400,
        "invalid_request",
        "The code_challenge_method must be S256.",
        bank.push(Map.of("code_challenge_method", "plain")));
    refused(
        400,
        "invalid_request",
        "redirect_uri must equal one of the client's registered redirect URIs.",
        bank.push(Map.of("redirect_uri", "")));
    refused(
        400,
        "unsupported_response_type",
        "response_type must be one of code, none.",
        bank.push(Map.of("response_type", "code id_token")));
    refused(
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
  void refusesAnAssertionThatIsOverOrOfAnother() {
    long now = Instant.now().getEpochSecond();

    refusedAssertion(Map.of("exp", now - 60));
    refusedAssertion(Map.of("sub", signing.app().id()));
    refusedAssertion(Map.of("iss", signing.app().id()));
    refused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", bank.app().request(Map.of()), signing.assertion(Map.of())));
  }

  @Test
  void refusesAnAssertionThatWasUsed() {
    String assertion = bank.assertion(Map.of());
    Map<String, String> request = bank.app().request(Map.of());
    bank.ask("/oauth/par", request, assertion).expect(201);

    refused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", request, assertion));
  }

  @Test
  void keepsTheAssertionOfARequestThatIsToComeAgainWithANonce() throws IOException {
    Tenant strict = Tenant.create(server);
    strict.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    Bank careful = Bank.register(strict, "fapi2-security");

    assertEquals(201, again(careful, "/oauth/par", careful.app().request(Map.of())).status());
    Api.Answer redeemed = again(careful, "/oauth/token", redeeming("none"));
    assertEquals("invalid_grant", redeemed.body().path("error").asText(), redeemed.toString());
  }

  /** Sends the same assertion with the nonce that the first answer gives. */
  private static Api.Answer again(Bank careful, String path, Map<String, String> parameters) {
    String assertion = careful.assertion(Map.of());
    Api.Answer first =
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
  void takesNoRequestObjectByAnotherAlgorithmThanTheProfiles() {
    Bank other = new Bank(bank.app(), TestJwtSigner.rs256("k1"), bank.proven());

    refused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        bank.ask(
            "/oauth/par",
            Map.of("request", other.object(Map.of(), Map.of())),
            bank.assertion(Map.of())));
  }

  @Test
  void holdsAClientThatHasToSignToTheTimesOfMessageSigning() {
    Bank signs = Bank.register(tenant, "fapi2-security");
    Map<String, Object> member = Map.of("require_signed_request_object", true);
    tenant.admin().patch("/admin/clients/" + signs.app().id(), Map.of("metadata", member));
    long now = Instant.now().getEpochSecond();

    refused(400, "invalid_request_object", DATES, object(signs, Map.of("nbf", now - 4_200)));
    Map<String, Object> lasting = Map.of("nbf", now - 600, "exp", now + 3_300);
    refused(400, "invalid_request_object", DATES, object(signs, lasting));
    assertEquals(201, object(signs, Map.of()).status(), "and needs no signed response");
  }

  private static Api.Answer object(Bank of, Map<String, Object> changes) {
    return of.ask(
        "/oauth/par", Map.of("request", of.object(Map.of(), changes)), of.assertion(Map.of()));
  }

  @Test
  void letsThePersonLoadAPageAgain() {
    String reference = bank.pushed();
    ada.open(bank.authorize(reference));

    ada.open(bank.authorize(reference));

    assertEquals(200, ada.browser().status());
    assertTrue(ada.goOn().containsKey("code"));
  }

  @Test
  void answersAReferenceOnce() {
    String reference = bank.pushed();
    assertTrue(ada.open(bank.authorize(reference)).goOn().containsKey("code"));

    ada.open(bank.authorize(reference));

    assertNoReference("The request_uri was already used. Push the request again.");
  }

  @Test
  void takesAReferenceOfNoOtherClient() {
    ada.open(signing.authorize(bank.pushed()));

    assertNoReference(
        "The request_uri has expired or was issued to another client. Push the request again.");
  }

  @Test
  void givesNoTokensWithoutAProof() {
    String code = bank.allowed(ada).get("code");

    refused(
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
              Bank wrong = bank.with("DPoP", bank.proof("POST", "/oauth/token", changes));
              Map<String, String> request =
                  Map.of("grant_type", "authorization_code", "code", "any");
              refused(
                  400,
                  "invalid_dpop_proof",
                  reason,
                  wrong.ask("/oauth/token", request, bank.assertion(Map.of())));
            });
  }

  @Test
  void bindsACodeToTheKeyThatWasNamed() {
    String reference =
        bank.push(Map.of("dpop_jkt", bank.proven().thumbprint()))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    String code = ada.open(bank.authorize(reference)).goOn().get("code");

    refused(
        400,
        "invalid_grant",
        "The code is bound to a different key. Prove possession of the key of the authorization request.",
        bank.proving(TestJwtSigner.es256("p2")).redeem(code));
  }

  @Test
  void givesACodeToNoOtherClient() {
    String code = bank.allowed(ada).get("code");

    refused(
        400,
        "invalid_grant",
        "The code was issued to another client. Redeem it with the client of the authorization request.",
        signing.redeem(code));
    bank.redeem(code).expect(200);
  }

  @Test
  void takesATokenWithItsProofAlone() {
    JsonNode tokens = bank.redeem(bank.allowed(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    Api api = new Api(tenant.admin().base(), Map.of());

    refused(
        401,
        "invalid_token",
        "The access token is invalid, expired or revoked. Get a new one.",
        api.with("Authorization", "Bearer " + token).get("/oauth/userinfo"));
    refused(
        401,
        "invalid_dpop_proof",
        "The access token is bound to a different key.",
        bank.proving(TestJwtSigner.es256("p2")).userinfo(token));
    refused(
        401,
        "invalid_dpop_proof",
        "The request must contain exactly one DPoP header.",
        api.with("Authorization", "DPoP " + token).get("/oauth/userinfo"));
  }

  @Test
  void takesNoProofThatIsNotOfTheToken() { // RFC 9449 section 4.3, ath
    JsonNode tokens = bank.redeem(bank.allowed(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    Api api = new Api(tenant.admin().base(), Map.of()).with("Authorization", "DPoP " + token);

    for (Map<String, Object> wrong :
        List.of(
            Map.<String, Object>of(), Map.<String, Object>of("ath", TestJwtSigner.hash("other")))) {
      refused(
          401,
          "invalid_dpop_proof",
          "The ath claim must be the hash of the access token.",
          api.and("DPoP", bank.proof("GET", "/oauth/userinfo", wrong)).get("/oauth/userinfo"));
    }
    bank.userinfo(token).expect(200);
  }

  @Test
  void keepsARefreshTokenInForce() {
    JsonNode tokens = bank.redeem(bank.allowed(ada).get("code")).expect(200).body();

    JsonNode next = bank.refresh(tokens).expect(200).body();
    bank.refresh(tokens).expect(200);

    assertTrue(
        next.path("refresh_token").isMissingNode()
            || next.path("refresh_token").equals(tokens.path("refresh_token")),
        "it turns");
  }

  @Test
  void endsWhatAClientGotBeforeItWasHeldToTheProfile() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    App app =
        App.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(key.jwk())))));
    Bank shop = new Bank(app, key, TestJwtSigner.es256("p1"));
    JsonNode tokens =
        shop.ask("/oauth/token", redeeming(ada.code(app)), shop.assertion(Map.of()))
            .expect(200)
            .body();
    Api bearer =
        new Api(tenant.admin().base(), Map.of())
            .with("Authorization", "Bearer " + tokens.path("access_token").asText());
    bearer.get("/oauth/userinfo").expect(200);
    String code = ada.code(app);
    String reference = shop.pushed();
    Person asked = Person.create(server, tenant).signIn();
    asked.open(app.authorize(app.request(Map.of())));

    Map<String, Object> held =
        Map.of("profile", "fapi2-security", "dpop_bound_access_tokens", true);
    tenant.admin().patch("/admin/clients/" + app.id(), Map.of("metadata", held)).expect(200);

    bearer.get("/oauth/userinfo").expect(401);
    refused(
        400,
        "invalid_grant",
        "The client's profile changed after the code was issued. Start a new "
            + "authorization request.",
        shop.redeem(code));
    ada.open(shop.authorize(reference));
    assertNoReference(
        "The request_uri has expired or was issued to another client. Push the request again.");
    asked.browser().submitOnly("decision", "allow");
    assertEquals("invalid_request", Query.in(asked.browser().location()).get("error"));
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
        App.REDIRECT_URI,
        "code_verifier",
        App.VERIFIER);
  }

  @Test
  void answersSignedRequestsBySignedResponses() {
    String reference = pushed(signing.object(Map.of("response_mode", "jwt"), Map.of()));
    Map<String, String> answer = ada.open(signing.authorize(reference)).goOn();

    assertEquals(List.of("response"), List.copyOf(answer.keySet()));
    JsonNode claims = Jwt.claims(answer.get("response"));
    assertEquals("ES256", Jwt.header(answer.get("response")).path("alg").asText());
    assertEquals(signing.app().id(), claims.path("aud").asText());
    assertEquals(tenant.admin().base(), claims.path("iss").asText());
    signing.redeem(claims.path("code").asText()).expect(200);
  }

  @Test
  void takesARequestOfMessageSigningThatIsSignedAndThenEncrypted() throws Exception {
    TenantEncryption to = new TenantEncryption(tenant);
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    String stale = signing.object(jwt, Map.of("nbf", Instant.now().getEpochSecond() - 3_700));

    String reference = pushed(to.encrypted(signing.object(jwt, Map.of()), "RSA-OAEP-256"));
    Map<String, String> answer = ada.open(signing.authorize(reference)).goOn();

    assertTrue(Jwt.claims(answer.get("response")).has("code"), answer.toString());
    refused(
        400,
        "invalid_request_object",
        DATES,
        signing.ask(
            "/oauth/par",
            Map.of("request", to.encrypted(stale, "RSA-OAEP-256")),
            signing.assertion(Map.of())));
  }

  @Test
  void refusesRequestsOfMessageSigningThatAreNotSignedAsItWants() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    refused(
        400,
        "invalid_request",
        "The pushed request must contain a request object.",
        signing.push(jwt));
    refused(400, "invalid_request_object", DATES, object(jwt, Map.of("nbf", now - 3_700)));
    refused(
        400,
        "invalid_request_object",
        DATES,
        object(jwt, Map.of("nbf", now - 600, "exp", now + 3_300)));
    refused(
        400,
        "invalid_request_object",
        "The request object is invalid: exp is too far in the future.",
        object(jwt, Map.of("exp", now + 3_700)));
    refused(
        400,
        "invalid_request",
        "The response_mode must be jwt.",
        object(Map.of("response_mode", "query"), Map.of()));
    refused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        signing.ask(
            "/oauth/par",
            Map.of("request", TestJwtSigner.unsigned(Map.of("iss", signing.app().id()))),
            signing.assertion(Map.of())));
  }

  /** Asserts that a pushed request is refused. */
  private void assertNoReference(String why) {
    Map<String, String> told = Query.in(ada.browser().location());
    assertEquals("invalid_request_uri", told.get("error"), ada.browser().location());
    assertEquals(why, told.get("error_description"));
  }

  private static Api.Answer object(Map<String, String> parameters, Map<String, Object> changes) {
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
    Api.Answer answer =
        bank.ask("/oauth/par", bank.app().request(Map.of()), bank.assertion(changes));
    assertEquals(401, answer.status(), changes + ": " + answer);
    assertEquals("invalid_client", answer.body().path("error").asText(), changes.toString());
  }

  private static void refused(int status, String code, String why, Api.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    assertEquals(code, answer.body().path("error").asText(), answer.toString());
    assertEquals(why, answer.body().path("error_description").asText(), answer.toString());
  }

  private static String algorithm(JsonNode tokens, String name) {
    return Jwt.header(tokens.path(name).asText()).path("alg").asText();
  }
}
