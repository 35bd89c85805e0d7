/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
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
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/**
 * Logout by a relying party, and what the others of the session hear (OpenID Connect RP-Initiated,
 * Front-Channel and Back-Channel Logout, Session Management).
 */
@ExtendWith(DefaultServerExtension.class)
class OpenIdLogoutIT {
  private static final String OUT = "https://app.example.com/out";
  private static final String OUT_WITH_QUERY = OUT + "?from=login";
  private static final String FRAME = "https://app.example.com/frame";
  private static final String SIGNED_OUT = "<h1>You are signed out</h1>";
  private static final String NOT_REGISTERED = "<h1>This app is not allowed to send you here</h1>";
  private static final String ASKS = "<h1>Sign out?</h1>";

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;
  private static TestApplication app;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
    app = TestApplication.withMetadata(tenant, out());
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void redirectsToPostLogoutUriWithState() {
    logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", OUT, "state", "a b"));

    assertEquals(303, ada.browser().status());
    assertEquals(OUT + "?state=a+b", ada.browser().location());
    assertSignedIn(false);
  }

  @Test
  void redirectsToPostLogoutUriWithoutState() {
    logout(Map.of("id_token_hint", hint(), "post_logout_redirect_uri", OUT));

    assertEquals(OUT, ada.browser().location());
    assertSignedIn(false);
  }

  @Test
  void preservesQueryOfPostLogoutUri() {
    logout(
        Map.of("id_token_hint", hint(), "post_logout_redirect_uri", OUT_WITH_QUERY, "state", "st"));

    assertEquals(OUT_WITH_QUERY + "&state=st", ada.browser().location());
  }

  @Test
  void acceptsLogoutByPost() {
    String hint = hint();
    ada.browser()
        .post(
            "/t/" + tenant.slug() + "/api/v1/oauth/logout",
            Map.of("id_token_hint", hint, "post_logout_redirect_uri", OUT, "state", "st"));
    ada.browser().openOnly(ada.browser().location());

    assertEquals(OUT + "?state=st", ada.browser().location());
    assertSignedIn(false);
  }

  @Test
  void showsSignedOutPageWithoutRedirectUri() {
    logout(Map.of("id_token_hint", hint(), "state", "st"));

    assertEquals(200, ada.browser().status());
    assertTrue(ada.browser().text().contains(SIGNED_OUT), ada.browser().text());
    assertSignedIn(false);
  }

  @Test
  void requestsConfirmationWithoutIdTokenHint() {
    hint();
    for (Map<String, String> request :
        List.of(Map.<String, String>of(), Map.of("state", "st"), Map.of("client_id", app.id()))) {
      logout(request);

      assertEquals(200, ada.browser().status());
      assertTrue(ada.browser().text().contains(ASKS), ada.browser().text());
      assertSignedIn(true);
    }
  }

  @Test
  void followsTheUsersLogoutDecision() {
    hint();
    Map<String, String> request =
        Map.of("client_id", app.id(), "post_logout_redirect_uri", OUT, "state", "st");
    logout(request);
    ada.browser().submitOnly("decision", "stay");
    assertSignedIn(true);

    logout(request);
    ada.browser().submitOnly("decision", "logout");

    assertEquals(OUT + "?state=st", ada.browser().location());
    assertSignedIn(false);
  }

  @Test
  void refusesUnregisteredPostLogoutUri() {
    String hint = hint();
    for (String address :
        List.of(
            "https://evil.example/out",
            OUT + "/more",
            OUT + "?added=1",
            OUT_WITH_QUERY + "&added=1",
            OUT.replace("https", "http"),
            TestApplication.REDIRECT_URI)) {
      logout(Map.of("id_token_hint", hint, "post_logout_redirect_uri", address, "state", "st"));

      assertRefused(NOT_REGISTERED, address);
    }
  }

  @Test
  void refusesPostLogoutUriWithoutClient() {
    String hint = hint();
    String changed = hint.substring(0, hint.lastIndexOf('.')) + ".AAAA";

    logout(Map.of("post_logout_redirect_uri", OUT, "state", "st"));
    assertRefused(NOT_REGISTERED, "no hint");
    logout(Map.of("id_token_hint", changed, "post_logout_redirect_uri", OUT, "state", "st"));
    assertRefused(NOT_REGISTERED, "a hint that was changed");
    logout(Map.of("id_token_hint", "x", "post_logout_redirect_uri", OUT, "state", "st"));
    assertRefused(NOT_REGISTERED, "a hint that is none");
  }

  @Test
  void refusesIdTokenHintOfAnotherClient() {
    TestApplication other = TestApplication.withMetadata(tenant, out());

    logout(
        Map.of("id_token_hint", hint(), "client_id", other.id(), "post_logout_redirect_uri", OUT));

    assertRefused("<h1>This link is not valid</h1>", "a hint of another client");
  }

  @Test
  void requestsConfirmationForHintOfAnotherSession() {
    String other = TestPerson.create(server, tenant).tokens(app).path("id_token").asText();
    hint();

    logout(Map.of("id_token_hint", other, "post_logout_redirect_uri", OUT));

    assertTrue(ada.browser().text().contains(ASKS), ada.browser().text());
    assertSignedIn(true);
  }

  @Test
  void embedsFrontchannelLogoutUrisOfTheSession() {
    TestApplication framed =
        TestApplication.withMetadata(
            tenant,
            Map.of("post_logout_redirect_uris", List.of(OUT), "frontchannel_logout_uri", FRAME));
    JsonNode tokens = ada.tokens(framed);
    String sid = UnverifiedJwt.claims(tokens.path("id_token").asText()).path("sid").asText();

    logout(
        Map.of("id_token_hint", tokens.path("id_token").asText(), "post_logout_redirect_uri", OUT));

    String frame =
        FRAME
            + "?iss="
            + FormParameters.encoded(tenant.admin().base())
            + "&sid="
            + FormParameters.encoded(sid);
    assertTrue(
        ada.browser().text().contains("<iframe src=\"" + frame.replace("&", "&amp;") + "\""),
        ada.browser().text());
    assertTrue(ada.browser().header("Refresh").endsWith(";url=" + OUT));
    assertTrue(
        ada.browser()
            .header("Content-Security-Policy")
            .contains("frame-src https://app.example.com"),
        ada.browser().header("Content-Security-Policy"));
  }

  @Test
  void refusesFrontchannelLogoutUriOfAnotherOrigin() {
    String victim = "https://victim.example.org/account/delete?x=1";
    Map<String, Object> client =
        Map.of(
            "name", "Framing",
            "redirectUris", List.of(TestApplication.REDIRECT_URI),
            "metadata", Map.of("frontchannel_logout_uri", victim));
    Map<String, Object> item = new HashMap<>(client);
    item.put("clientId", "cli_01JD0000000000000000000000");
    Map<String, Object> document = new HashMap<>();
    tenant
        .admin()
        .get("/admin/export?sections=clients")
        .expect(200)
        .body()
        .properties()
        .forEach(member -> document.put(member.getKey(), member.getValue()));
    document.put("clients", List.of(item));

    assertNamesTheFrame(tenant.admin().post("/admin/clients", client));
    assertNamesTheFrame(
        tenant
            .admin()
            .patch("/admin/clients/" + app.id(), Map.of("metadata", client.get("metadata"))));
    assertNamesTheFrame(tenant.admin().post("/admin/import", document));
  }

  private static void assertNamesTheFrame(ApiClient.Answer answer) {
    answer.expect(422);
    assertTrue(answer.text().contains("metadata.frontchannel_logout_uri"), answer.text());
  }

  @Test
  void sendsBackchannelLogoutTokens() throws InterruptedException {
    TestApplication told =
        TestApplication.withMetadata(
            tenant, Map.of("backchannel_logout_uri", site.address("/session-is-over")));
    JsonNode idToken = UnverifiedJwt.claims(ada.tokens(told).path("id_token").asText());
    String hint = hint();

    logout(Map.of("id_token_hint", hint));

    String form = site.posted("/session-is-over");
    String token = FormParameters.in("https://site.example/?" + form).get("logout_token");
    JsonNode claims = UnverifiedJwt.claims(token);
    assertEquals("logout+jwt", UnverifiedJwt.header(token).path("typ").asText());
    assertEquals(told.id(), claims.path("aud").asText());
    assertEquals(idToken.path("sid"), claims.path("sid"));
    assertEquals(idToken.path("sub"), claims.path("sub"));
    assertTrue(
        claims.path("events").has("http://schemas.openid.net/event/backchannel-logout"),
        claims.toString());
    assertTrue(claims.path("nonce").isMissingNode(), claims.toString());
  }

  @Test
  void returnsVerifiableSessionState() throws GeneralSecurityException {
    String given = ada.allow(app, Map.of()).get("session_state");

    assertEquals(expected(given), given);
    Map<String, String> before = Map.copyOf(ada.browser().cookies());
    logout(Map.of("id_token_hint", hint()));
    String next = ada.allow(app, Map.of()).get("session_state");

    assertEquals(expected(next), next);
    assertNotEquals(
        before.get("lumoauth_browser_state"),
        ada.browser().cookies().get("lumoauth_browser_state"));
  }

  @Test
  void allowsFramingOfTheSessionCheckPage() {
    ada.browser().openOnly(tenant.admin().base() + "/oauth/check_session");

    assertEquals(200, ada.browser().status());
    assertEquals("", ada.browser().header("X-Frame-Options"));
    assertTrue(
        ada.browser().header("Content-Security-Policy").contains("frame-ancestors *"),
        ada.browser().header("Content-Security-Policy"));
  }

  /** As a frame computes it (OpenID Connect Session Management section 4.2). */
  private String expected(String given) throws GeneralSecurityException {
    String salt = given.substring(given.indexOf('.') + 1);
    String text =
        String.join(
            " ",
            app.id(),
            "https://app.example.com",
            ada.browser().cookies().get("lumoauth_browser_state"),
            salt);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "." + salt;
  }

  /** An ID token of the person's session. */
  private String hint() {
    return ada.tokens(app).path("id_token").asText();
  }

  private void logout(Map<String, String> request) {
    ada.browser().openOnly(tenant.admin().base() + "/oauth/logout?" + FormParameters.of(request));
  }

  /** A page, no redirection, and nobody is signed out. */
  private void assertRefused(String reason, String what) {
    assertEquals(400, ada.browser().status(), what);
    assertEquals("", ada.browser().location(), what);
    assertTrue(ada.browser().text().contains(reason), what + ": " + ada.browser().text());
    assertSignedIn(true);
  }

  private void assertSignedIn(boolean signedIn) {
    ada.open(app.authorize(app.request(Map.of("prompt", "none"))));
    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals(signedIn ? null : "login_required", answer.get("error"));
  }

  private static Map<String, Object> out() {
    return Map.of("post_logout_redirect_uris", List.of(OUT, OUT_WITH_QUERY));
  }
}
