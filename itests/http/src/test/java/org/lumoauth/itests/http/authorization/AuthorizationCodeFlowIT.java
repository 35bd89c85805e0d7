/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The complete authorization code flow on the shipped server: from the authorization request to the
 * revocation of all tokens.
 */
@ExtendWith(DefaultServerExtension.class)
class AuthorizationCodeFlowIT {
  private static final String PASSWORD = "a few words in a row 42";
  private static final String REDIRECT_URI = "https://app.example.com/cb";
  private static final String SCOPE = "openid profile email offline_access";
  // The pair of RFC 7636 appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static TestServer server;
  private static TestTenant tenant;
  private static JsonNode app;
  private static JsonNode otherApp;
  private static int people;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 0)).expect(200);
    app = client("Notes");
    otherApp = client("Other");
  }

  @Test
  void issuesTokensForGrantedScopes() throws IOException {
    Person ada = person();

    JsonNode tokens = redeem(app, code(ada)).expect(200).body();

    JsonNode idToken = claims(tokens.path("id_token").asText());
    assertEquals(ada.id(), idToken.path("sub").asText());
    assertEquals(app.path("clientId").asText(), idToken.path("aud").asText());
    assertEquals("n-1", idToken.path("nonce").asText());
    JsonNode userinfo =
        api()
            .with("Authorization", "Bearer " + tokens.path("access_token").asText())
            .get("/oauth/userinfo")
            .expect(200)
            .body();
    assertEquals(ada.email(), userinfo.path("email").asText());
    assertEquals(ada.id(), userinfo.path("sub").asText());
  }

  @Test
  void answersWithStateAndIssuer() {
    String location = granted(person());

    assertEquals("st", parameters(location).get("state"));
    assertEquals(api().base(), parameters(location).get("iss"));
  }

  @Test
  void requestsSignInAndConsentOnce() {
    Person ada = person();
    granted(ada);

    ada.browser().openOnly(authorize("&prompt=none"));

    assertTrue(parameters(ada.browser().location()).containsKey("code"), ada.browser().location());
  }

  @Test
  void returnsAccessDeniedAfterDenial() {
    Person ada = person();

    ada.browser().submitOnly("decision", "deny");

    assertEquals("access_denied", parameters(ada.browser().location()).get("error"));
  }

  @Test
  void rotatesRefreshTokenAndInvalidatesTheOldOne() {
    JsonNode tokens = redeem(app, code(person())).expect(200).body();

    JsonNode next = refresh(tokens).expect(200).body();

    assertNotEquals(tokens.path("refresh_token").asText(), next.path("refresh_token").asText());
    assertTrue(active(next.path("access_token").asText()));
    assertRefused(
        "The refresh token is invalid, expired, revoked or already used. Start a new authorization request.",
        refresh(tokens)); // a copy
    assertFalse(active(next.path("access_token").asText()));
  }

  @Test
  void revokesGrantOnCodeReuse() {
    String code = code(person());
    JsonNode tokens = redeem(app, code).expect(200).body();

    assertRefused(
        "The code was already used. Start a new authorization request.", redeem(app, code));
    assertFalse(active(tokens.path("access_token").asText()));
    assertEquals("invalid_grant", refresh(tokens).expect(400).body().path("error").asText());
  }

  @Test
  void refusesCodeOfAnotherClient() {
    String code = code(person());

    assertRefused(
        "The code was issued to another client. Redeem it with the client of the authorization request.",
        redeem(otherApp, code));
    redeem(app, code).expect(200); // whose it is gets what was granted
  }

  @Test
  void refusesCodeOfAnotherTenant() throws IOException {
    TestTenant elsewhere = TestTenant.create(server);
    TestApplication stranger = TestApplication.register(elsewhere, Map.of());
    String code = code(person());

    assertRefused(
        "The code is invalid or has expired. Start a new authorization request.",
        stranger.redeem(code));
    redeem(app, code).expect(200);
  }

  @Test
  void introspectsForeignTokenAsInactive() {
    JsonNode tokens = redeem(app, code(person())).expect(200).body();

    for (String kind : List.of("access_token", "refresh_token")) {
      String form = "token=" + tokens.path(kind).asText();
      assertEquals(
          "{\"active\":false}",
          as(otherApp).form("/oauth/introspect", form).expect(200).text(),
          kind);
      assertTrue(active(tokens.path(kind).asText()), kind);
    }
  }

  @Test
  void refusesCodeWithoutVerifier() {
    String code = code(person());

    ApiClient.Answer answer =
        token(app, "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT_URI);

    assertRefused("The code_verifier parameter is required.", answer);
  }

  @Test
  void refusesCodeWithWrongVerifier() {
    String form =
        "grant_type=authorization_code&code="
            + code(person())
            + "&redirect_uri="
            + encoded(REDIRECT_URI)
            + "&code_verifier="
            + CHALLENGE; // which everybody could read who saw the request

    assertRefused("The code_verifier does not match the code_challenge.", token(app, form));
  }

  /** Several refusals have the same code. Their description identifies the reason. */
  private static void assertRefused(String reason, ApiClient.Answer answer) {
    JsonNode body = answer.expect(400).body();
    assertEquals("invalid_grant", body.path("error").asText());
    assertEquals(reason, body.path("error_description").asText());
  }

  @Test
  void revokesTokensOfABlockedUser() {
    Person ada = person();
    JsonNode tokens = redeem(app, code(ada)).expect(200).body();

    tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);

    assertFalse(active(tokens.path("access_token").asText()));
    assertEquals("invalid_grant", refresh(tokens).expect(400).body().path("error").asText());
  }

  @Test
  void acceptsPushedRequest() {
    String form =
        "response_type=code&scope=openid&state=pushed&redirect_uri="
            + encoded(REDIRECT_URI)
            + "&code_challenge="
            + CHALLENGE
            + "&code_challenge_method=S256";
    JsonNode pushed = as(app).form("/oauth/par", form).expect(201).body();
    Person ada = signedIn();

    ada.browser()
        .open(
            authorizePath()
                + "client_id="
                + app.path("clientId").asText()
                + "&request_uri="
                + encoded(pushed.path("request_uri").asText()));
    ada.browser().submitOnly("decision", "allow");

    assertEquals("pushed", parameters(ada.browser().location()).get("state"));
  }

  /** A user and the browser that they use. */
  private record Person(String id, String email, TestBrowser browser) {}

  /** A person who is signed in and asked for consent. */
  private static Person person() {
    Person person = signedIn();
    person.browser().open(authorize(""));
    return person;
  }

  private static Person signedIn() {
    people++;
    String email = "person" + people + "@example.com";
    String id =
        tenant
            .admin()
            .post("/admin/users", Map.of("email", email, "password", PASSWORD))
            .expect(201)
            .data()
            .path("id")
            .asText();
    TestBrowser browser = new TestBrowser(server.base());
    browser
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", email)
        .submit("password", PASSWORD);
    return new Person(id, email, browser);
  }

  private static String granted(Person person) {
    return person.browser().submitOnly("decision", "allow").location();
  }

  private static String code(Person person) {
    return parameters(granted(person)).get("code");
  }

  private static String authorizePath() {
    return "/t/" + tenant.slug() + "/api/v1/oauth/authorize?";
  }

  private static String authorize(String more) {
    return authorizePath()
        + "client_id="
        + app.path("clientId").asText()
        + "&redirect_uri="
        + encoded(REDIRECT_URI)
        + "&response_type=code&scope="
        + encoded(SCOPE)
        + "&state=st&nonce=n-1&code_challenge="
        + CHALLENGE
        + "&code_challenge_method=S256"
        + more;
  }

  private static ApiClient.Answer redeem(JsonNode client, String code) {
    return token(
        client,
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + encoded(REDIRECT_URI)
            + "&code_verifier="
            + VERIFIER);
  }

  private static ApiClient.Answer refresh(JsonNode tokens) {
    return token(
        app, "grant_type=refresh_token&refresh_token=" + tokens.path("refresh_token").asText());
  }

  private static boolean active(String token) {
    return as(app)
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  private static ApiClient.Answer token(JsonNode client, String form) {
    return as(client).form("/oauth/token", form);
  }

  private static ApiClient as(JsonNode client) {
    String pair = client.path("clientId").asText() + ":" + client.path("secret").asText();
    return api()
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static ApiClient api() {
    return new ApiClient(server.base() + "/t/" + tenant.slug() + "/api/v1", Map.of());
  }

  private static JsonNode client(String name) {
    return tenant
        .admin()
        .post(
            "/admin/clients",
            Map.of(
                "name",
                name,
                "redirectUris",
                List.of(REDIRECT_URI),
                "allowedScopes",
                List.of(SCOPE.split(" "))))
        .expect(201)
        .data();
  }

  private static JsonNode claims(String jwt) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
  }

  private static Map<String, String> parameters(String url) {
    String query = URI.create(url).getRawQuery();
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
