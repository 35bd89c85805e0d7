/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Relying parties that register themselves (OpenID Connect Dynamic Client Registration). */
@ExtendWith(DefaultServerExtension.class)
class OpenIdRegistrationIT {
  private static final String WITH_QUERY = TestApplication.REDIRECT_URI + "?foo=bar";
  private static final String NOT_REGISTERED = "<h1>This app is not allowed to send you here</h1>";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;
  private static ApiClient registrar;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
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
    registrar = tenant.admin().with("Authorization", "Bearer " + key);
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void signsInToSelfRegisteredApplication() {
    TestApplication app = registered(Map.of());

    JsonNode tokens = tokens(app, Map.of());

    String idToken = tokens.path("id_token").asText();
    assertEquals("RS256", UnverifiedJwt.header(idToken).path("alg").asText());
    assertEquals(app.id(), UnverifiedJwt.claims(idToken).path("aud").asText());
    assertEquals(ada.id(), UnverifiedJwt.claims(idToken).path("sub").asText());
  }

  @Test
  void preservesQueryOfRedirectUri() {
    TestApplication app = registered(Map.of("redirect_uris", List.of(WITH_QUERY)));

    Map<String, String> answer = ada.allow(app, openid(Map.of("redirect_uri", WITH_QUERY)));

    assertTrue(ada.browser().location().startsWith(WITH_QUERY + "&"), ada.browser().location());
    assertEquals("st", answer.get("state"));
    app.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                answer.get("code"),
                "redirect_uri",
                WITH_QUERY,
                "code_verifier",
                TestApplication.VERIFIER))
        .expect(200);
  }

  @Test
  void showsErrorPageForDifferentRedirectUriQuery() {
    TestApplication app = registered(Map.of("redirect_uris", List.of(WITH_QUERY)));

    for (String uri :
        List.of(
            TestApplication.REDIRECT_URI,
            TestApplication.REDIRECT_URI + "?foo=baz",
            WITH_QUERY + "&a")) {
      ada.open(app.authorize(app.request(openid(Map.of("redirect_uri", uri)))));

      assertEquals(400, ada.browser().status(), uri);
      assertEquals("", ada.browser().location(), uri);
      assertTrue(ada.browser().text().contains(NOT_REGISTERED), ada.browser().text());
    }
  }

  @Test
  void refusesRedirectUriWithFragment() {
    for (String uri :
        List.of(TestApplication.REDIRECT_URI + "#x", TestApplication.REDIRECT_URI + "#")) {
      assertRefused(
          "invalid_redirect_uri",
          "The item " + uri + " of redirect_uris must be an absolute URI without a fragment.",
          Map.of("redirect_uris", List.of(uri)));
    }
  }

  @Test
  void showsPolicyAndTermsLinksAtConsent() {
    TestApplication app =
        registered(
            Map.of(
                "policy_uri", "https://app.example.com/privacy",
                "tos_uri", "https://app.example.com/terms"));

    ada.signIn().open(app.authorize(app.request(openid(Map.of()))));

    String page = ada.browser().text();
    assertTrue(page.contains("<a href=\"https://app.example.com/privacy\""), page);
    assertTrue(page.contains("<a href=\"https://app.example.com/terms\""), page);
  }

  @Test
  void refusesNonHttpsPolicyAndTermsUris() {
    for (String uri : List.of("javascript:alert(1)", "data:text/html,x")) {
      assertRefused(
          "invalid_client_metadata",
          "metadata.policy_uri: must be an https URL.",
          Map.of("policy_uri", uri));
      assertRefused(
          "invalid_client_metadata",
          "metadata.tos_uri: must be an https URL.",
          Map.of("tos_uri", uri));
    }
  }

  @Test
  void returnsPairwiseSubjectBySector() {
    String sector = site.show("/sector.json", "[\"" + TestApplication.REDIRECT_URI + "\"]");
    Map<String, Object> pairwise =
        Map.of("subject_type", "pairwise", "sector_identifier_uri", sector);

    String here = subject(tokens(registered(pairwise), Map.of()));
    String there = subject(tokens(registered(pairwise), Map.of()));

    assertEquals(here, there, "two clients of one sector");
    assertNotEquals(ada.id(), here);
  }

  @Test
  void refusesSectorDocumentWithoutTheRedirectUri() {
    String sector = site.show("/bad-sector.json", "[\"https://other.example/cb\"]");

    assertRefused(
        "invalid_client_metadata",
        "sector_identifier_uri: its document must list every redirect URI of the client.",
        Map.of("subject_type", "pairwise", "sector_identifier_uri", sector));
  }

  @Test
  void refusesAlgorithmNone() {
    assertRefused(
        "invalid_client_metadata",
        "metadata.id_token_signed_response_alg: must be one of ES256, Ed25519, " + "PS256, RS256.",
        Map.of("id_token_signed_response_alg", "none"));
    assertRefused(
        "invalid_client_metadata",
        "metadata.id_token_signed_response_alg: must be one of ES256, Ed25519, " + "PS256, RS256.",
        Map.of("id_token_signed_response_alg", "HS256"));
    assertRefused(
        "invalid_client_metadata",
        "metadata.userinfo_signed_response_alg: must be one of ES256, Ed25519, " + "PS256, RS256.",
        Map.of("userinfo_signed_response_alg", "none"));
  }

  @Test
  void refusesUnsupportedAlgorithmNames() {
    for (String member :
        List.of(
            "id_token_signed_response_alg",
            "userinfo_signed_response_alg",
            "authorization_signed_response_alg",
            "introspection_signed_response_alg")) {
      assertRefused(
          "invalid_client_metadata",
          "metadata." + member + ": must be one of ES256, Ed25519, PS256, RS256.",
          Map.of(member, "EdDSA"));
    }
    TestApplication app = registered(Map.of("id_token_signed_response_alg", "Ed25519"));

    String idToken = tokens(app, Map.of()).path("id_token").asText();

    assertEquals("Ed25519", UnverifiedJwt.header(idToken).path("alg").asText());
  }

  @Test
  void signsUserinfoWithRegisteredAlgorithm() {
    TestApplication app = registered(Map.of("userinfo_signed_response_alg", "RS256"));
    String token = tokens(app, Map.of()).path("access_token").asText();

    ApiClient.Answer userinfo =
        tenant.admin().with("Authorization", "Bearer " + token).get("/oauth/userinfo").expect(200);

    assertEquals(
        "application/jwt",
        userinfo.response().headers().firstValue("Content-Type").orElse("").split(";")[0]);
    assertEquals("RS256", UnverifiedJwt.header(userinfo.text()).path("alg").asText());
    JsonNode claims = UnverifiedJwt.claims(userinfo.text());
    assertEquals(tenant.admin().base(), claims.path("iss").asText());
    assertEquals(app.id(), claims.path("aud").asText());
    assertEquals(ada.id(), claims.path("sub").asText());
  }

  @Test
  void fetchesRotatedKeysOfARelyingParty() {
    TestJwtSigner before = TestJwtSigner.es256("k1");
    TestJwtSigner after = TestJwtSigner.es256("k2");
    String address = site.show("/rp-keys.json", keys(before));
    TestApplication app =
        registered(
            Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks_uri",
                address,
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid offline_access"));
    String code = ada.allow(app, Map.of("scope", "openid offline_access")).get("code");
    JsonNode tokens =
        token(
                app,
                before,
                Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    TestApplication.REDIRECT_URI,
                    "code_verifier",
                    TestApplication.VERIFIER))
            .expect(200)
            .body();

    site.show("/rp-keys.json", keys(after));
    JsonNode next = refresh(app, after, tokens).expect(200).body();

    ApiClient.Answer old = refresh(app, before, next).expect(401);
    assertEquals("invalid_client", old.body().path("error").asText());
    refresh(app, after, next).expect(200);
  }

  private static ApiClient.Answer refresh(TestApplication app, TestJwtSigner key, JsonNode tokens) {
    return token(
        app,
        key,
        Map.of(
            "grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText()));
  }

  private static ApiClient.Answer token(
      TestApplication app, TestJwtSigner key, Map<String, String> parameters) {
    long now = Instant.now().getEpochSecond();
    String assertion =
        key.sign(
            Map.of(
                "iss", app.id(),
                "sub", app.id(),
                "aud", tenant.admin().base(),
                "jti", UUID.randomUUID().toString(),
                "iat", now,
                "exp", now + 60));
    return app.connection()
        .form(
            "/oauth/token",
            FormParameters.of(
                FormParameters.with(
                    parameters,
                    Map.of(
                        "client_id", app.id(),
                        "client_assertion_type", ASSERTION_TYPE,
                        "client_assertion", assertion))));
  }

  private static String keys(TestJwtSigner key) {
    return ApiClient.JSON.valueToTree(Map.of("keys", List.of(key.jwk()))).toString();
  }

  private JsonNode tokens(TestApplication app, Map<String, String> changes) {
    return app.redeem(ada.allow(app, openid(changes)).get("code")).expect(200).body();
  }

  private static String subject(JsonNode tokens) {
    return UnverifiedJwt.claims(tokens.path("id_token").asText()).path("sub").asText();
  }

  private static Map<String, String> openid(Map<String, String> changes) {
    return FormParameters.with(Map.of("scope", "openid"), changes);
  }

  private static TestApplication registered(Map<String, Object> more) {
    JsonNode made = registrar.post("/connect/register", body(more)).expect(201).body();
    return new TestApplication(
        tenant,
        made.path("client_id").asText(),
        made.path("client_secret").asText(),
        new ApiClient(tenant.admin().base(), Map.of()));
  }

  private static void assertRefused(String code, String why, Map<String, Object> more) {
    ApiClient.Answer answer = registrar.post("/connect/register", body(more)).expect(400);
    assertEquals(code, answer.body().path("error").asText(), answer.toString());
    assertEquals(why, answer.body().path("error_description").asText());
  }

  private static Map<String, Object> body(Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "client_name", "Reports",
                "redirect_uris", List.of(TestApplication.REDIRECT_URI),
                "scope", "openid profile"));
    body.putAll(more);
    return body;
  }
}
