/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Rules that the conformance suite of the OpenID Foundation verifies, one per test. */
@ExtendWith(DefaultServerExtension.class)
class ConformanceSuiteRulesIT {
  private static final String INTERACTION_ID = "x-fapi-interaction-id";
  private static final String SENT = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";
  private static final Set<String> OAUTH_MEMBERS =
      Set.of("error", "error_description", "error_uri");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestServer server;
  private static TestTenant tenant;
  private static FapiClient bank;
  private static FapiClient signing;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    bank = FapiClient.register(tenant, "fapi2-security");
    signing = FapiClient.register(tenant, "fapi2-message-signing");
  }

  /** RFC 9449 section 4.3 names no minimum. */
  @Test
  void acceptsADpopProofIdOf1To256Characters() {
    TestPerson ada = TestPerson.create(server, tenant);
    for (String id : List.of("7", "a-proof-of-15-c", "j".repeat(256))) {
      String code = bank.authorizationResponse(ada).get("code");
      redeem(code, Map.of("jti", id)).expect(200);
    }
    for (String id : List.of("", "j".repeat(257))) {
      JsonNode body = redeem("none", Map.of("jti", id)).expect(400).body();
      assertEquals("invalid_dpop_proof", body.path("error").asText(), body.toString());
    }
  }

  private static ApiClient.Answer redeem(String code, Map<String, Object> proof) {
    return bank.with("DPoP", bank.proof("POST", "/oauth/token", proof))
        .ask(
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                TestApplication.REDIRECT_URI,
                "code_verifier",
                TestApplication.VERIFIER),
            bank.assertion(Map.of()));
  }

  /** A relying party may keep the first key set that it reads. */
  @Test
  void publishesAKeyOfEveryAdvertisedAlgorithmBeforeItSigns() throws IOException {
    TestTenant fresh = TestTenant.create(server);
    JsonNode first = jwks(fresh).body();
    JsonNode metadata = fresh.admin().get("/.well-known/openid-configuration").expect(200).body();

    Set<String> advertised = new TreeSet<>();
    for (String kind : List.of("id_token", "userinfo", "authorization", "introspection")) {
      metadata
          .path(kind + "_signing_alg_values_supported")
          .forEach(name -> advertised.add(name.asText()));
    }
    assertTrue(advertised.size() >= 4, advertised.toString());
    Set<String> published = new HashSet<>(first.findValuesAsText("alg"));
    assertTrue(published.containsAll(advertised), published.toString());

    TestPerson ada = TestPerson.create(server, fresh);
    for (String algorithm : advertised) {
      TestApplication app =
          TestApplication.withMetadata(fresh, Map.of("id_token_signed_response_alg", algorithm));
      JsonNode header = UnverifiedJwt.header(ada.tokens(app).path("id_token").asText());
      assertEquals(algorithm, header.path("alg").asText());
      assertTrue(
          first.findValuesAsText("kid").contains(header.path("kid").asText()), header.toString());
    }
  }

  @Test
  void publishesTheNextSigningKeyBeforeItsRotation() throws Exception {
    TestTenant fresh = TestTenant.create(server);
    TestPerson ada = TestPerson.create(server, fresh);
    ConditionPoller.until(
        "the key set may be cached",
        PATIENCE,
        () ->
            jwks(fresh)
                .response()
                .headers()
                .firstValue("Cache-Control")
                .orElse("")
                .startsWith("public"));
    List<String> cached = jwks(fresh).body().findValuesAsText("kid");

    server.console("lumoauth:key-rotate " + fresh.slug() + " PS256");
    TestApplication app =
        TestApplication.withMetadata(fresh, Map.of("id_token_signed_response_alg", "PS256"));
    JsonNode header = UnverifiedJwt.header(ada.tokens(app).path("id_token").asText());

    assertTrue(cached.contains(header.path("kid").asText()), header.toString());
  }

  private static ApiClient.Answer jwks(TestTenant of) {
    return of.admin().get("/.well-known/jwks.json").expect(200);
  }

  /** RFC 9449 section 10.1. */
  @Test
  void refusesPushedRequestWhoseProofKeyDiffersFromDpopJkt() {
    String other = TestJwtSigner.es256("p2").thumbprint();
    Map<String, String> jwt = Map.of("response_mode", "jwt");

    JsonNode refusal = push(signing.object(jwt, Map.of("dpop_jkt", other))).expect(400).body();

    assertEquals("invalid_dpop_proof", refusal.path("error").asText(), refusal.toString());
    push(signing.object(jwt, Map.of("dpop_jkt", signing.proven().thumbprint()))).expect(201);
  }

  private static ApiClient.Answer push(String object) {
    return signing
        .with("DPoP", signing.proof("POST", "/oauth/par", Map.of()))
        .ask("/oauth/par", Map.of("request", object), signing.assertion(Map.of()));
  }

  /** CIBA Core section 13. */
  @Test
  void returnsOnlyStandardMembersInBackchannelErrors() {
    TestApplication app =
        TestApplication.register(tenant, Map.of("grantTypes", List.of(AssertionGrantSteps.CIBA)));
    ApiClient anonymous = app.connection();
    byte[] tooLarge = new byte[4 << 20];
    Map<Integer, List<ApiClient.Answer>> refused =
        Map.of(
            400,
            List.of(
                app.api().form("/oauth/bc-authorize", "scope=openid"),
                app.api().post("/oauth/bc-authorize", Map.of("scope", "openid"))),
            401,
            List.of(anonymous.form("/oauth/bc-authorize", "scope=openid")),
            413,
            List.of(
                app.api()
                    .send(
                        "POST",
                        "/oauth/bc-authorize",
                        "application/x-www-form-urlencoded",
                        tooLarge)));
    refused.forEach(
        (status, answers) ->
            answers.forEach(
                answer -> {
                  Set<String> members = new TreeSet<>();
                  answer.expect(status).body().fieldNames().forEachRemaining(members::add);
                  assertTrue(OAUTH_MEMBERS.containsAll(members), status + ": " + members);
                  assertTrue(members.contains("error"), status + ": " + members);
                }));
    JsonNode elsewhere = app.token(Map.of("grant_type", "none")).expect(400).body();
    assertEquals(elsewhere.path("error").asText(), elsewhere.path("code").asText());
  }

  /** OpenID Connect Core section 4, Registration section 2. */
  @Test
  void refusesInitiateLoginUriWithoutHttps() {
    String key =
        tenant
            .admin()
            .post(
                "/admin/api-keys",
                Map.of("name", "Registrar", "scopes", List.of("admin:clients:register")))
            .expect(201)
            .data()
            .path("key")
            .asText();
    ApiClient registrar = tenant.admin().with("Authorization", "Bearer " + key);
    for (String uri : List.of("http://app.example.com/login", "http://localhost/login")) {
      Map<String, Object> members =
          Map.of("redirect_uris", List.of(TestApplication.REDIRECT_URI), "initiate_login_uri", uri);
      JsonNode refusal = registrar.post("/connect/register", members).expect(400).body();
      assertEquals("invalid_client_metadata", refusal.path("error").asText());
      tenant
          .admin()
          .post(
              "/admin/clients",
              Map.of(
                  "name", "Notes",
                  "redirectUris", List.of(TestApplication.REDIRECT_URI),
                  "metadata", Map.of("initiate_login_uri", uri)))
          .expect(422);
    }
    TestApplication.withMetadata(
        tenant, Map.of("initiate_login_uri", "https://app.example.com/login"));
  }

  /** FAPI 1.0 Baseline section 6.2.1, item 11. */
  @Test
  void echoesTheInteractionIdOnUserinfoAndResources() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    String token = TestPerson.create(server, tenant).tokens(app).path("access_token").asText();
    ApiClient bearer = app.connection().with("Authorization", "Bearer " + token);
    for (String path : List.of("/oauth/userinfo", "/me")) {
      assertEquals(SENT, interactionId(bearer.and(INTERACTION_ID, SENT).get(path).expect(200)));
      assertUuid(interactionId(bearer.get(path).expect(200)));
      String replaced = interactionId(bearer.and(INTERACTION_ID, "<script>").get(path).expect(200));
      assertNotEquals("<script>", replaced);
      assertUuid(replaced);
      assertEquals(
          SENT, interactionId(app.connection().with(INTERACTION_ID, SENT).get(path).expect(401)));
    }
  }

  private static String interactionId(ApiClient.Answer answer) {
    return answer.response().headers().firstValue(INTERACTION_ID).orElse("");
  }

  private static void assertUuid(String text) {
    assertEquals(text, UUID.fromString(text).toString());
  }

  /** FAPI-CIBA section 5.2.2, RFC 9101 section 10.8. */
  @Test
  void issuesKeyBoundTokensToAFapiCibaClient() throws IOException {
    FapiClient ciba = fapiCiba();
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    JsonNode asked = ask(ciba, ada, "", "oauth-authz-req+jwt", Map.of()).expect(200).body();
    Map<String, String> poll =
        Map.of(
            "grant_type",
            AssertionGrantSteps.CIBA,
            "auth_req_id",
            asked.path("auth_req_id").asText());

    assertEquals(
        "invalid_request",
        ciba.ask("/oauth/token", poll, ciba.assertion(Map.of())).body().path("error").asText());
    assertEquals(
        "authorization_pending", ciba.token(poll).expect(400).body().path("error").asText());
    assertTrue(asked.path("interval").asInt() > 0, asked.toString());
  }

  @Test
  void acceptsEachCibaAudienceOfAFapiCibaClient() throws IOException { // CIBA Core section 7.1
    FapiClient ciba = fapiCiba();
    TestPerson ada = TestPerson.create(server, tenant);
    for (String path : List.of("", "/oauth/token", "/oauth/bc-authorize")) {
      ask(ciba, ada, path, "oauth-authz-req+jwt", Map.of()).expect(200);
    }
    JsonNode refusal =
        ask(ciba, ada, "/oauth/userinfo", "oauth-authz-req+jwt", Map.of()).expect(401).body();
    assertEquals("invalid_client", refusal.path("error").asText());
  }

  @Test
  void refusesRequestsThatTheFapiCibaProfileForbids() throws IOException {
    FapiClient ciba = fapiCiba();
    TestPerson ada = TestPerson.create(server, tenant);
    long now = Instant.now().getEpochSecond();
    List<Map<String, Object>> wrong =
        List.of(
            Map.of("nbf", now - 3_700),
            Map.of("nbf", now - 600, "exp", now + 3_300),
            Map.of("response_type", "code"));
    for (Map<String, Object> changes : wrong) {
      assertRefused("invalid_request", ask(ciba, ada, "", "", changes));
    }
    assertRefused("invalid_request", ask(ciba, ada, "", "dpop+jwt", Map.of()));
    Map<String, String> plain = Map.of("scope", "openid", "login_hint", ada.email());
    assertRefused(
        "invalid_request", ciba.ask("/oauth/bc-authorize", plain, ciba.assertion(Map.of())));
    Map<String, String> object = Map.of("request", ciba.object(Map.of(), Map.of()));
    assertRefused("unauthorized_client", ciba.ask("/oauth/par", object, ciba.assertion(Map.of())));
    ask(ciba, ada, "", "", Map.of("nbf", now - 3_000)).expect(200);
  }

  private static void assertRefused(String code, ApiClient.Answer answer) {
    assertEquals(code, answer.expect(400).body().path("error").asText(), answer.toString());
  }

  private static FapiClient fapiCiba() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    TestApplication app =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "grantTypes",
                List.of("authorization_code", AssertionGrantSteps.CIBA),
                "metadata",
                Map.of(
                    "profile",
                    "fapi-ciba",
                    "jwks",
                    Map.of("keys", List.of(key.jwk())),
                    "dpop_bound_access_tokens",
                    true,
                    "backchannel_authentication_request_signing_alg",
                    "ES256")));
    return new FapiClient(app, key, TestJwtSigner.es256("p1"));
  }

  /** Sends a signed backchannel request with an assertion for an endpoint. */
  private static ApiClient.Answer ask(
      FapiClient of, TestPerson person, String audience, String type, Map<String, Object> changes) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "iss",
                of.app().id(),
                "aud",
                tenant.admin().base(),
                "iat",
                now,
                "nbf",
                now,
                "exp",
                now + 60,
                "jti",
                UUID.randomUUID().toString(),
                "scope",
                "openid",
                "login_hint",
                person.email()));
    claims.putAll(changes);
    Map<String, Object> header =
        type.isEmpty() ? Map.of("kid", of.key().kid()) : Map.of("kid", of.key().kid(), "typ", type);
    return of.ask(
        "/oauth/bc-authorize",
        Map.of("request", of.key().sign(header, claims)),
        of.assertion(Map.of("aud", tenant.admin().base() + audience)));
  }
}
