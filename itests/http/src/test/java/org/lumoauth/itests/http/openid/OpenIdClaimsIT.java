/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** What certification looks at in tokens and userinfo (OpenID Connect Core 2, 5, 9, 10, 12). */
@ExtendWith(DefaultServerExtension.class)
class OpenIdClaimsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final Map<String, Object> FURTHER =
      Map.of(
          "middleName", "Augusta",
          "nickname", "Countess",
          "profile", "https://ada.example/about",
          "website", "https://ada.example",
          "gender", "female",
          "birthdate", "1815-12-10");
  private static final Map<String, Object> PROFILE =
      merge(
          FURTHER,
          Map.of(
              "name", "Ada Lovelace",
              "givenName", "Ada",
              "familyName", "Lovelace",
              "emailVerified", true,
              "phoneNumber", "+44 20 7946 0000",
              "phoneNumberVerified", true,
              "locale", "en-GB",
              "zoneinfo", "Europe/London",
              "localized", Map.of("ja-Kana-JP", Map.of("givenName", "エイダ", "familyName", "ラブレース")),
              "address", Map.of("streetAddress", "12 St James's Square", "locality", "London")));

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of());
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant, PROFILE);
  }

  @Test
  void returnsClaimsOfEachStandardScope() {
    Map<String, List<String>> claims =
        Map.of(
            "openid", List.of(),
            "openid profile",
                List.of(
                    "name",
                    "given_name",
                    "family_name",
                    "middle_name",
                    "nickname",
                    "profile",
                    "website",
                    "gender",
                    "birthdate",
                    "locale",
                    "zoneinfo",
                    "updated_at"),
            "openid email", List.of("email", "email_verified"),
            "openid phone", List.of("phone_number", "phone_number_verified"),
            "openid address", List.of("address"));
    List<String> all = claims.values().stream().flatMap(List::stream).toList();
    claims.forEach(
        (scope, expected) -> {
          JsonNode told = userinfo(redeemed(Map.of("scope", scope)));
          assertEquals(ada.id(), told.path("sub").asText());
          for (String claim : all) {
            assertEquals(expected.contains(claim), told.has(claim), scope + ": " + told);
          }
        });
  }

  @Test
  void returnsClaimRequestedByName() {
    String claims =
        """
        {"id_token":{"birthdate":null},"userinfo":{"nickname":null}}""";
    JsonNode tokens = redeemed(Map.of("scope", "openid", "claims", claims));

    assertEquals("1815-12-10", idToken(tokens).path("birthdate").asText());
    assertFalse(idToken(tokens).has("nickname"));
    assertEquals("Countess", userinfo(tokens).path("nickname").asText());
    assertFalse(userinfo(tokens).has("birthdate"));
    JsonNode metadata = tenant.admin().get("/.well-known/openid-configuration").expect(200).body();
    List<String> supported = JSON.convertValue(metadata.path("claims_supported"), TEXTS);
    assertTrue(
        supported.containsAll(
            List.of(
                "middle_name",
                "nickname",
                "preferred_username",
                "profile",
                "website",
                "gender",
                "birthdate",
                "zoneinfo",
                "updated_at")),
        supported.toString());
  }

  @Test
  void returnsClaimsSetAndRemovedByAdministrator() {
    var users = tenant.admin();
    JsonNode shown = users.get("/admin/users/" + ada.id()).expect(200).data();
    FURTHER.forEach((name, text) -> assertEquals(text, shown.path(name).asText()));

    Map<String, Object> none = new HashMap<>();
    none.put("gender", null);
    none.put("nickname", "Ada");
    JsonNode changed = users.patch("/admin/users/" + ada.id(), none).expect(200).data();
    assertTrue(changed.path("gender").isNull());
    assertEquals("Ada", changed.path("nickname").asText());
    assertEquals("1815-12-10", changed.path("birthdate").asText());
    for (var wrong :
        Map.of("website", "ada.example", "birthdate", "1815-13-10", "profile", "ftp://x.example")
            .entrySet()) {
      users.patch("/admin/users/" + ada.id(), Map.of(wrong.getKey(), wrong.getValue())).expect(422);
    }
  }

  private static Map<String, Object> merge(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> all = new HashMap<>(one);
    all.putAll(other);
    return Map.copyOf(all);
  }

  @Test
  void returnsAddressOnlyIfRequested() {
    Map<String, String> home =
        Map.of("street_address", "12 St James's Square", "locality", "London");
    String claims =
        """
        {"id_token":{"address":{"essential":true}}}""";

    JsonNode byScope = redeemed(Map.of("scope", "openid address"));
    JsonNode byName = redeemed(Map.of("scope", "openid", "claims", claims));

    assertEquals(JSON.valueToTree(home), userinfo(byScope).path("address"));
    assertEquals(JSON.valueToTree(home), idToken(byName).path("address"));
    assertFalse(userinfo(byName).has("address"));
    assertFalse(idToken(byScope).has("address"));
  }

  @Test
  void returnsNamesInRequestedLanguages() {
    String claims =
        """
        {"userinfo":{"family_name#ja-Kana-JP":null,"family_name#de":null},
         "id_token":{"given_name#ja":null}}""";

    JsonNode byName = redeemed(Map.of("scope", "openid", "claims", claims));
    JsonNode preferred =
        redeemed(
            Map.of("scope", "openid profile offline_access", "claims_locales", "de ja-Kana-JP"));

    assertEquals("ラブレース", userinfo(byName).path("family_name#ja-Kana-JP").asText());
    assertFalse(userinfo(byName).has("family_name#de"));
    assertEquals("Lovelace", userinfo(byName).path("family_name").asText());
    assertEquals("エイダ", idToken(byName).path("given_name#ja").asText());
    assertEquals("ラブレース", userinfo(preferred).path("family_name").asText());
    assertEquals("Ada Lovelace", userinfo(preferred).path("name").asText());
    JsonNode refreshed = app.refresh(preferred).expect(200).body();
    assertEquals("ラブレース", userinfo(refreshed).path("family_name").asText());
  }

  @Test
  void requiresOpenidForIdTokenAndUserinfo() {
    JsonNode tokens = redeemed(Map.of("scope", "email"));

    assertFalse(tokens.has("id_token"));
    bearer(tokens).get("/oauth/userinfo").expect(403);
  }

  @Test
  void returnsIndividuallyRequestedClaims() {
    String claims =
        """
        {"userinfo":{"name":{"essential":true},"shoe_size":{"essential":true}},
         "id_token":{"email":null,"auth_time":{"essential":true}}}""";

    JsonNode tokens = redeemed(Map.of("scope", "openid", "claims", claims));

    assertEquals("Ada Lovelace", userinfo(tokens).path("name").asText());
    assertFalse(userinfo(tokens).has("email"));
    assertEquals(ada.email(), idToken(tokens).path("email").asText());
    assertTrue(idToken(tokens).has("auth_time"));
  }

  @Test
  void returnsNoClaimBeyondTheClientsScopes() {
    TestApplication few =
        TestApplication.register(tenant, Map.of("allowedScopes", List.of("openid", "email")));
    String claims =
        """
        {"userinfo":{"name":null,"nickname":null,"roles":null,"email":null},
         "id_token":{"name":{"essential":true},"phone_number":null}}""";
    Map<String, String> changes = Map.of("scope", "openid", "claims", claims);

    JsonNode tokens = few.redeem(ada.allow(few, changes).get("code")).expect(200).body();

    assertEquals(ada.email(), userinfo(tokens).path("email").asText());
    for (String claim : List.of("name", "nickname", "roles", "phone_number")) {
      assertFalse(userinfo(tokens).has(claim), claim);
      assertFalse(idToken(tokens).has(claim), claim);
    }
  }

  @Test
  void requestsConsentForIndividualClaims() {
    Map<String, String> first = Map.of("scope", "openid");
    Map<String, String> more =
        Map.of("scope", "openid", "claims", "{\"userinfo\":{\"email\":null}}");
    assertTrue(ada.allow(app, first).containsKey("code"));

    assertEquals("consent_required", requestWithPromptNone(more).get("error"));
    ada.open(app.authorize(app.request(more)));
    assertTrue(ada.browser().text().contains("See your e-mail address"), ada.browser().text());
    assertTrue(ada.answerUntilRedirect().containsKey("code"));
    assertTrue(requestWithPromptNone(more).containsKey("code"));
  }

  @Test
  void limitsUserApiToTheTokensScopes() {
    JsonNode little = bearer(redeemed(Map.of("scope", "openid"))).get("/me").expect(200).body();
    JsonNode email =
        bearer(redeemed(Map.of("scope", "openid email"))).get("/me").expect(200).body();
    JsonNode profile =
        bearer(redeemed(Map.of("scope", "openid profile"))).get("/me").expect(200).body();

    assertEquals(ada.id(), little.path("id").asText());
    for (String told : List.of("email", "name", "mfa_enabled", "roles")) {
      assertFalse(little.has(told), little.toString());
    }
    assertEquals(ada.email(), email.path("email").asText());
    assertFalse(email.has("name"));
    assertEquals("Ada Lovelace", profile.path("name").asText());
    assertFalse(profile.has("email"));
  }

  @Test
  void acceptsUserinfoTokenInHeaderAndForm() {
    JsonNode tokens = ada.tokens(app);
    String token = tokens.path("access_token").asText();

    assertEquals(ada.id(), userinfo(tokens).path("sub").asText());
    assertEquals(ada.id(), subject(bearer(tokens).form("/oauth/userinfo", "")));
    assertEquals(
        ada.id(),
        subject(
            tenant.admin().with("Accept", "*/*").form("/oauth/userinfo", "access_token=" + token)));
  }

  @Test
  void signsUserinfoForAcceptJwt() throws Exception {
    ApiClient token = bearer(ada.tokens(app));

    ApiClient.Answer signed =
        token.and("Accept", "application/jwt").get("/oauth/userinfo").expect(200);

    assertEquals(
        "application/jwt", signed.response().headers().firstValue("Content-Type").orElse(""));
    assertTrue(verifies(signed.text(), keys()));
    JsonNode told = UnverifiedJwt.claims(signed.text());
    assertEquals(tenant.admin().base(), told.path("iss").asText());
    assertEquals(app.id(), told.path("aud").asText());
    assertEquals(ada.email(), told.path("email").asText());
    for (String accept : List.of("application/json, application/jwt", "*/*")) {
      assertEquals(ada.id(), subject(token.and("Accept", accept).get("/oauth/userinfo")), accept);
    }
  }

  @Test
  void returnsIdTokenOfSameSignInOnRefresh() {
    JsonNode tokens = ada.tokens(app);

    JsonNode next = app.refresh(tokens).expect(200).body();

    for (String same : List.of("iss", "sub", "aud", "auth_time")) {
      assertEquals(idToken(tokens).path(same), idToken(next).path(same), same);
    }
    assertFalse(idToken(next).has("nonce"));
    assertEquals(ada.id(), userinfo(next).path("sub").asText());
  }

  @Test
  void limitsIntrospectedUserClaimsToTheScope() {
    for (var scope : List.of("openid profile", "openid email", "openid")) {
      String token = redeemed(Map.of("scope", scope)).path("access_token").asText();
      JsonNode told = app.introspect(token).expect(200).body();

      assertTrue(told.path("active").asBoolean(), told.toString());
      assertEquals(ada.id(), told.path("sub").asText());
      assertEquals(
          scope.contains("profile") ? "Ada Lovelace" : "", told.path("username").asText(), scope);
    }
  }

  @Test
  void acceptsSecretInHeaderAndBody() {
    assertEquals(200, app.redeem(ada.code(app)).status());

    Map<String, String> form =
        Map.of(
            "client_id",
            app.id(),
            "client_secret",
            app.secret(),
            "grant_type",
            "authorization_code",
            "code",
            ada.code(app),
            "redirect_uri",
            TestApplication.REDIRECT_URI,
            "code_verifier",
            TestApplication.VERIFIER);
    assertEquals(
        200,
        tenant
            .admin()
            .with("Accept", "*/*")
            .form("/oauth/token", FormParameters.of(form))
            .status());
  }

  @Test
  void supportsFormPostResponseMode() {
    ada.signIn().open(app.authorize(app.request(Map.of("response_mode", "form_post"))));
    ada.browser().submit("decision", "allow");

    assertEquals(200, ada.browser().status());
    assertTrue(
        ada.browser().text().contains("action=\"" + TestApplication.REDIRECT_URI),
        ada.browser().text());
    assertEquals("st", ada.browser().hidden().get("state"));
    assertEquals(200, app.redeem(ada.browser().hidden().get("code")).status());
  }

  @Test
  void returnsPairwiseSubjectPerSector() {
    TestApplication here = TestApplication.withMetadata(tenant, Map.of("subject_type", "pairwise"));
    TestApplication there =
        TestApplication.withMetadata(
            tenant,
            Map.of(
                "subject_type", "pairwise",
                "sector_identifier_uri", "https://other.example.org/sector.json"));

    String one = idToken(ada.tokens(here)).path("sub").asText();
    String two = idToken(ada.tokens(there)).path("sub").asText();

    assertNotEquals(one, two);
    assertNotEquals(ada.id(), one);
  }

  @Test
  void usesPairwiseSubjectInAccessToken() {
    TestApplication here = TestApplication.withMetadata(tenant, Map.of("subject_type", "pairwise"));
    TestApplication gateway =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of("client_credentials"),
                "allowedScopes",
                List.of("introspect")));
    JsonNode tokens = ada.tokens(here);
    String access = tokens.path("access_token").asText();
    String name = idToken(tokens).path("sub").asText();

    assertEquals(name, UnverifiedJwt.claims(access).path("sub").asText());
    assertFalse(UnverifiedJwt.claims(access).toString().contains(ada.id()));
    assertEquals(name, userinfo(tokens).path("sub").asText());
    assertEquals(name, here.introspect(access).expect(200).body().path("sub").asText());
    assertEquals(ada.id(), gateway.introspect(access).expect(200).body().path("sub").asText());
    JsonNode me = tenant.admin().with("Authorization", "Bearer " + access).get("/me").body();
    assertEquals(ada.id(), me.path("id").asText(), me.toString()); // the server knows who it is
    String refresh = tokens.path("refresh_token").asText();
    assertEquals(name, here.introspect(refresh).expect(200).body().path("sub").asText());
  }

  @Test
  void revokesPairwiseAccessTokensOfBlockedUser() {
    TestApplication here = TestApplication.withMetadata(tenant, Map.of("subject_type", "pairwise"));
    String access = ada.tokens(here).path("access_token").asText();
    assertTrue(here.introspect(access).expect(200).body().path("active").asBoolean());

    tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);

    assertFalse(here.introspect(access).expect(200).body().path("active").asBoolean(true));
  }

  @Test
  void publishesOldAndNewKeyAfterRotation() throws Exception {
    String before = ada.tokens(app).path("id_token").asText();
    JWKSet known = keys();

    server.console("lumoauth:key-rotate " + tenant.slug() + " RS256");
    String after = ada.tokens(app).path("id_token").asText();

    assertNotEquals(
        UnverifiedJwt.header(before).path("kid"), UnverifiedJwt.header(after).path("kid"));
    assertTrue(verifies(before, known));
    assertTrue(verifies(before, keys()), "the old key is gone from the set too early");
    assertTrue(verifies(after, keys()));
  }

  private static boolean verifies(String jwt, JWKSet keys) throws ParseException, JOSEException {
    SignedJWT signed = SignedJWT.parse(jwt);
    var key = keys.getKeyByKeyId(signed.getHeader().getKeyID());
    return key != null && signed.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  private static JWKSet keys() throws ParseException {
    return JWKSet.parse(tenant.admin().get("/.well-known/jwks.json").expect(200).text());
  }

  private JsonNode redeemed(Map<String, String> changes) {
    return app.redeem(ada.allow(app, changes).get("code")).expect(200).body();
  }

  private Map<String, String> requestWithPromptNone(Map<String, String> changes) {
    ada.open(app.authorize(app.request(FormParameters.with(changes, Map.of("prompt", "none")))));
    return FormParameters.in(ada.browser().location());
  }

  private static JsonNode userinfo(JsonNode tokens) {
    return bearer(tokens).get("/oauth/userinfo").expect(200).body();
  }

  private static String subject(ApiClient.Answer userinfo) {
    return userinfo.expect(200).body().path("sub").asText();
  }

  private static ApiClient bearer(JsonNode tokens) {
    return tenant.admin().with("Authorization", "Bearer " + tokens.path("access_token").asText());
  }

  private static JsonNode idToken(JsonNode tokens) {
    return UnverifiedJwt.claims(tokens.path("id_token").asText());
  }
}
