/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * A client that registered itself tries to have users of this server redirected to its own site
 * (RFC 9700 section 4.11.2).
 */
@ExtendWith(DefaultServerExtension.class)
class OpenRedirectorIT {
  private static final String AWAY = "https://app.example.com/bye";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication registered;
  private static TestApplication document;

  @BeforeAll
  static void start(TestServer shared, StubSite site) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/dynamicClientRegistration", Map.of("enabled", true))
        .expect(200);
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
    ApiClient anybody = new ApiClient(tenant.admin().base(), Map.of());
    JsonNode made =
        anybody
            .post(
                "/connect/register",
                Map.of(
                    "client_name",
                    "Prize",
                    "redirect_uris",
                    List.of(TestApplication.REDIRECT_URI),
                    "post_logout_redirect_uris",
                    List.of(AWAY),
                    "self_registered",
                    false,
                    "token_endpoint_auth_method",
                    "none"))
            .expect(201)
            .body();
    assertFalse(made.has("self_registered"), made.toString());
    registered = new TestApplication(tenant, made.path("client_id").asText(), "", anybody);
    String path = "/cimd/prize.json";
    site.answer(path, exchange -> send(exchange, site.address(path)));
    document = new TestApplication(tenant, site.address(path), "", anybody);
  }

  private static void send(HttpExchange exchange, String clientId) throws IOException {
    byte[] body =
        ApiClient.JSON
            .writeValueAsString(
                Map.of(
                    "client_id",
                    clientId,
                    "client_name",
                    "Prize",
                    "redirect_uris",
                    List.of(TestApplication.REDIRECT_URI)))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @ParameterizedTest
  @CsvSource({
    "scope, not-registered",
    "prompt, none",
    "response_type, token",
    "response_mode, unknown",
    "code_challenge, short",
    "request, a.b.c",
    "request_uri, https://app.example.com/request",
    "claims, broken"
  })
  void showsErrorBeforeSignIn(String parameter, String value) {
    for (TestApplication app : List.of(registered, document)) {
      assertPage(new TestBrowser(server.base()), app, Map.of(parameter, value));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fragment", "form_post", "jwt", "query.jwt", "form_post.jwt"})
  void showsErrorForEveryResponseMode(String mode) {
    for (TestApplication app : List.of(registered, document)) {
      assertPage(
          new TestBrowser(server.base()), app, Map.of("response_mode", mode, "prompt", "none"));
    }
  }

  @Test
  void showsAnErrorBeforeTheConsent() {
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    for (TestApplication app : List.of(registered, document)) {
      TestBrowser browser = assertPage(ada.browser(), app, Map.of("prompt", "none"));
      assertTrue(browser.text().contains("consent_required"), browser.text());
    }
  }

  @Test
  void showsThatTheUserDeclined() {
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    ada.open(registered.authorize(registered.request(Map.of("scope", "openid"))));

    TestBrowser declined = ada.browser().submitOnly("decision", "deny");

    assertEquals(400, declined.status(), declined.text());
    assertEquals("", declined.location());
    assertTrue(declined.text().contains("https://app.example.com"), declined.text());
  }

  @Test
  void redirectsAfterTheUserConsented() {
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    ada.allow(registered, Map.of("scope", "openid"));

    TestBrowser refused =
        ada.browser().openOnly(registered.authorize(registered.request(Map.of("claims", "no"))));

    assertEquals(303, refused.status(), refused.text());
    assertTrue(
        refused.location().startsWith(TestApplication.REDIRECT_URI + "?error="),
        refused.location());
  }

  @Test
  void redirectsForAClientOfAnAdministrator() {
    TestApplication app = TestApplication.register(tenant, Map.of());

    TestBrowser refused =
        new TestBrowser(server.base())
            .openOnly(app.authorize(app.request(Map.of("prompt", "none"))));

    assertTrue(
        refused.location().startsWith(TestApplication.REDIRECT_URI + "?error="),
        refused.location());
  }

  @Test
  void answersAPushedRequestWithTheErrorItself() {
    ApiClient.Answer refused =
        registered.ask("/oauth/par", registered.request(Map.of("scope", "not-registered")));

    assertEquals(400, refused.status(), refused.text());
    assertEquals("invalid_scope", refused.body().path("error").asText());
  }

  @Test
  void refusesRedirectAfterLogoutWithoutIdTokenHint() {
    String logout =
        tenant.admin().base()
            + "/oauth/logout?"
            + FormParameters.of(
                Map.of("client_id", registered.id(), "post_logout_redirect_uri", AWAY));
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    TestBrowser stranger = new TestBrowser(server.base()).openOnly(logout);
    TestBrowser confirmed = ada.browser().openOnly(logout).submitOnly("decision", "logout");

    for (TestBrowser browser : List.of(stranger, confirmed)) {
      assertEquals(200, browser.status(), browser.text());
      assertEquals("", browser.location());
      assertEquals("", browser.header("Refresh"));
    }
  }

  private static TestBrowser assertPage(
      TestBrowser browser, TestApplication app, Map<String, String> changes) {
    browser.openOnly(app.authorize(app.request(changes)));
    assertEquals(400, browser.status(), changes + " " + browser.location());
    assertEquals("", browser.location());
    assertFalse(browser.text().contains("<form"), browser.text());
    return browser;
  }
}
