/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The authorization endpoint of the shipped server, as far as a client gets without a person. */
@ExtendWith(DefaultServerExtension.class)
class AuthorizationEndpointIT {

  private static final String REDIRECT_URI = "https://app.example.com/cb";

  private static TestServer server;
  private static TestTenant tenant;
  private static JsonNode client;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    client =
        tenant
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Web app",
                    "redirectUris", List.of(REDIRECT_URI),
                    "grantTypes", List.of("authorization_code"),
                    "allowedScopes", List.of("openid", "email")))
            .expect(201)
            .data();
  }

  @Test
  void publishesMetadata() {
    JsonNode metadata = api().get("/.well-known/oauth-authorization-server").expect(200).body();

    assertEquals(
        api().base() + "/oauth/authorize", metadata.path("authorization_endpoint").asText());
    assertEquals("[\"code\",\"none\"]", metadata.path("response_types_supported").toString());
    assertEquals("[\"S256\"]", metadata.path("code_challenge_methods_supported").toString());
    assertTrue(metadata.path("authorization_response_iss_parameter_supported").asBoolean());
  }

  @Test
  void redirectsUnauthenticatedUserToSignIn() {
    ApiClient.Answer answer = authorize(Map.of()).expect(303);

    assertTrue(location(answer).contains("/t/" + tenant.slug() + "/login?"), location(answer));
  }

  @Test
  void refusesSignInAttemptOfAnotherBrowser() { // attempt fixation
    var attacker = new TestBrowser(server.base()).openOnly(api().base() + authorization(Map.of()));

    var victim = new TestBrowser(server.base()).open(attacker.location());

    assertEquals(403, victim.status());
    assertTrue(victim.text().contains("<h1>This sign-in was started in another browser</h1>"));
    assertEquals(200, attacker.follow().status());
  }

  @Test
  void returnsErrorWithStateAndIssuer() {
    String location = location(authorize(Map.of("prompt", "none")).expect(303));

    assertTrue(location.startsWith(REDIRECT_URI + "?error=login_required"), location);
    assertTrue(location.contains("&state=st"), location);
    assertTrue(location.endsWith("&iss=" + encoded(api().base())), location);
  }

  /** Of a client that has no secret, and says that it needs no PKCE. */
  @Test
  void refusesPublicClientWithoutPkce() {
    TestApplication open =
        TestApplication.register(tenant, Map.of("isConfidential", false, "requiresPkce", false));
    String missing = "The code_challenge parameter is required.";
    String weak = "The code_challenge_method must be S256.";

    assertRefused(missing, open, Map.of("code_challenge", "", "code_challenge_method", ""));
    assertRefused(missing, open, Map.of("code_challenge", ""));
    assertRefused(
        weak,
        open,
        Map.of("code_challenge_method", "plain", "code_challenge", TestApplication.VERIFIER));
    assertRefused(weak, open, Map.of("code_challenge_method", "")); // which means plain
  }

  private static void assertRefused(
      String reason, TestApplication app, Map<String, String> changes) {
    TestBrowser browser = new TestBrowser(server.base());
    Map<String, String> told =
        FormParameters.in(browser.openOnly(app.authorize(app.request(changes))).location());

    assertEquals("invalid_request", told.get("error"), told.toString());
    assertEquals(reason, told.get("error_description"));
  }

  @Test
  void showsErrorPageForUnregisteredRedirectUri() {
    for (String uri :
        List.of(
            "https://evil.example/cb",
            REDIRECT_URI + "/..",
            REDIRECT_URI + "#x",
            "https://app.example.com@evil.example/cb",
            "https://app.example.com\\@evil.example/cb")) {
      ApiClient.Answer answer = authorize(Map.of("redirect_uri", uri)).expect(400);

      assertEquals("", location(answer), uri);
      assertTrue(answer.text().contains("<html"), answer.text());
    }
  }

  @Test
  void showsItsPagesInNoFrame() {
    ApiClient.Answer answer = authorize(Map.of("client_id", "cli_unknown")).expect(400);

    String policy =
        answer.response().headers().firstValue("Content-Security-Policy").orElse("none");
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
  }

  @Test
  void refusesUnknownTickets() {
    api().get("/oauth/authorize/resume?ticket=guess").expect(400);
    api().form("/oauth/authorize/consent", "ticket=guess&decision=allow").expect(400);
  }

  @Test
  void refusesConsentPostedByAnotherSite() { // CSRF
    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    TestPerson attacker = TestPerson.create(server, tenant).signIn();
    attacker.open(app.authorize(app.request(Map.of())));
    ada.open(app.authorize(app.request(Map.of())));
    Map<String, String> forged = new HashMap<>(ada.browser().hidden());
    forged.put("form_token", attacker.browser().hidden().get("form_token"));
    forged.put("decision", "allow");

    ada.browser().post("/t/" + tenant.slug() + "/api/v1/oauth/authorize/consent", forged);

    assertEquals(403, ada.browser().status());
    assertTrue(
        ada.browser().text().contains("<h1>This form was not accepted</h1>"), ada.browser().text());
    ada.open(app.authorize(app.request(Map.of())));
    assertTrue(ada.browser().text().contains("name=\"decision\""), "consent was kept");
  }

  @Test
  void redirectsPasskeyPathToSignInWithoutPasskeys() {
    ApiClient.Answer answer = api().get("/oauth/passkey-login").expect(302);
    String login = server.base() + "/t/" + tenant.slug() + "/login";

    assertEquals(login, location(answer));
    assertEquals(login + "?attempt=a-1", location(api().get("/oauth/passkey-login?attempt=a-1")));
    assertEquals(200, new TestBrowser(server.base()).open(login).status());
  }

  @Test
  void continuesInTheOnlyOrganizationOfTheTenant() {
    TestPerson ada = TestPerson.create(server, tenant);
    TestApplication app =
        new TestApplication(
            tenant,
            client.path("clientId").asText(),
            client.path("secret").asText(),
            new ApiClient(tenant.admin().base(), Map.of()));
    ada.signIn().open(api().base() + authorization(Map.of("nonce", "n")));
    String ticket = ada.browser().hidden().get("ticket");
    String path = "/t/" + tenant.slug() + "/api/v1/oauth/org-select";

    assertEquals(302, ada.browser().openOnly(path + "?ticket=" + ticket).status());
    String on = ada.browser().location();
    assertEquals(api().base() + "/oauth/authorize/resume?ticket=" + ticket, on);
    for (String wrong : List.of("", "globex")) {
      Map<String, String> form =
          FormParameters.with(Map.of("ticket", ticket), Map.of("organization", wrong));
      ApiClient.Answer refused = api().form("/oauth/org-select", FormParameters.of(form));
      assertEquals(wrong.isEmpty() ? 400 : 404, refused.status(), refused.toString());
      assertTrue(refused.body().has("error_description"), refused.toString());
    }
    ada.browser().post(path, Map.of("ticket", ticket, "organization", tenant.slug()));
    assertEquals(303, ada.browser().status());
    assertEquals(on, ada.browser().location());
    app.redeem(ada.follow().answerUntilRedirect().get("code")).expect(200);
    api().get("/oauth/org-select?ticket=" + ticket).expect(404);
  }

  @Test
  void describesHostedPagesInOpenApi() {
    JsonNode paths =
        server.anonymous().get("/api/v1/openapi.json").expect(200).body().path("paths");

    for (String operation : List.of("get /passkey-login", "get /org-select", "post /org-select")) {
      String[] parts = operation.split(" ");
      JsonNode found = paths.path("/t/{tenant}/api/v1/oauth" + parts[1]).path(parts[0]);
      assertEquals(0, found.path("security").size(), operation);
      assertTrue(found.has("summary"), operation);
    }
  }

  @Test
  void refusesUnknownCode() {
    ApiClient.Answer answer =
        api()
            .form(
                "/oauth/token",
                "grant_type=authorization_code&code=guess&client_id="
                    + client.path("clientId").asText()
                    + "&client_secret="
                    + encoded(client.path("clientSecret").asText(client.path("secret").asText())))
            .expect(400);

    assertEquals("invalid_grant", answer.body().path("error").asText());
  }

  private static ApiClient.Answer authorize(Map<String, String> changes) {
    return api().get(authorization(changes));
  }

  private static String authorization(Map<String, String> changes) {
    Map<String, String> request =
        new HashMap<>(
            Map.of(
                "client_id", client.path("clientId").asText(),
                "redirect_uri", REDIRECT_URI,
                "response_type", "code",
                "scope", "openid",
                "state", "st",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
    request.putAll(changes);
    StringBuilder query = new StringBuilder("/oauth/authorize?");
    request.forEach(
        (name, value) -> query.append(name).append('=').append(encoded(value)).append('&'));
    return query.substring(0, query.length() - 1);
  }

  private static ApiClient api() {
    return new ApiClient(server.base() + "/t/" + tenant.slug() + "/api/v1", Map.of());
  }

  private static String location(ApiClient.Answer answer) {
    return answer.response().headers().firstValue("Location").orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
