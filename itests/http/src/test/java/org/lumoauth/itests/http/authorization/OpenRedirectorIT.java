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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/**
 * A client that registered itself tries to have users of this server redirected to its own site
 * (RFC 9700 section 4.11.2).
 */
@ExtendWith(Shared.class)
class OpenRedirectorIT {
  private static final String AWAY = "https://app.example.com/bye";

  private static Server server;
  private static Tenant tenant;
  private static App registered;
  private static App document;

  @BeforeAll
  static void start(Server shared, Site site) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/dynamicClientRegistration", Map.of("enabled", true))
        .expect(200);
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
    Api anybody = new Api(tenant.admin().base(), Map.of());
    JsonNode made =
        anybody
            .post(
                "/connect/register",
                Map.of(
                    "client_name",
                    "Prize",
                    "redirect_uris",
                    List.of(App.REDIRECT_URI),
                    "post_logout_redirect_uris",
                    List.of(AWAY),
                    "self_registered",
                    false,
                    "token_endpoint_auth_method",
                    "none"))
            .expect(201)
            .body();
    assertFalse(made.has("self_registered"), made.toString());
    registered = new App(tenant, made.path("client_id").asText(), "", anybody);
    String path = "/cimd/prize.json";
    site.answer(path, exchange -> send(exchange, site.address(path)));
    document = new App(tenant, site.address(path), "", anybody);
  }

  private static void send(HttpExchange exchange, String clientId) throws IOException {
    byte[] body =
        Api.JSON
            .writeValueAsString(
                Map.of(
                    "client_id",
                    clientId,
                    "client_name",
                    "Prize",
                    "redirect_uris",
                    List.of(App.REDIRECT_URI)))
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
  void showsAnErrorBeforeTheSignIn(String parameter, String value) {
    for (App app : List.of(registered, document)) {
      assertPage(new Browser(server.base()), app, Map.of(parameter, value));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fragment", "form_post", "jwt", "query.jwt", "form_post.jwt"})
  void showsItForEveryResponseMode(String mode) {
    for (App app : List.of(registered, document)) {
      assertPage(new Browser(server.base()), app, Map.of("response_mode", mode, "prompt", "none"));
    }
  }

  @Test
  void showsAnErrorBeforeTheConsent() {
    Person ada = Person.create(server, tenant).signIn();

    for (App app : List.of(registered, document)) {
      Browser browser = assertPage(ada.browser(), app, Map.of("prompt", "none"));
      assertTrue(browser.text().contains("consent_required"), browser.text());
    }
  }

  @Test
  void showsThatTheUserDeclined() {
    Person ada = Person.create(server, tenant).signIn();
    ada.open(registered.authorize(registered.request(Map.of("scope", "openid"))));

    Browser declined = ada.browser().submitOnly("decision", "deny");

    assertEquals(400, declined.status(), declined.text());
    assertEquals("", declined.location());
    assertTrue(declined.text().contains("https://app.example.com"), declined.text());
  }

  @Test
  void redirectsAfterTheUserConsented() {
    Person ada = Person.create(server, tenant).signIn();
    ada.allow(registered, Map.of("scope", "openid"));

    Browser refused =
        ada.browser().openOnly(registered.authorize(registered.request(Map.of("claims", "no"))));

    assertEquals(303, refused.status(), refused.text());
    assertTrue(refused.location().startsWith(App.REDIRECT_URI + "?error="), refused.location());
  }

  @Test
  void redirectsForAClientOfAnAdministrator() {
    App app = App.register(tenant, Map.of());

    Browser refused =
        new Browser(server.base()).openOnly(app.authorize(app.request(Map.of("prompt", "none"))));

    assertTrue(refused.location().startsWith(App.REDIRECT_URI + "?error="), refused.location());
  }

  @Test
  void answersAPushedRequestWithTheErrorItself() {
    Api.Answer refused =
        registered.ask("/oauth/par", registered.request(Map.of("scope", "not-registered")));

    assertEquals(400, refused.status(), refused.text());
    assertEquals("invalid_scope", refused.body().path("error").asText());
  }

  @Test
  void redirectsNobodyAfterALogoutThatProvesNoSession() {
    String logout =
        tenant.admin().base()
            + "/oauth/logout?"
            + Query.of(Map.of("client_id", registered.id(), "post_logout_redirect_uri", AWAY));
    Person ada = Person.create(server, tenant).signIn();

    Browser stranger = new Browser(server.base()).openOnly(logout);
    Browser confirmed = ada.browser().openOnly(logout).submitOnly("decision", "logout");

    for (Browser browser : List.of(stranger, confirmed)) {
      assertEquals(200, browser.status(), browser.text());
      assertEquals("", browser.location());
      assertEquals("", browser.header("Refresh"));
    }
  }

  private static Browser assertPage(Browser browser, App app, Map<String, String> changes) {
    browser.openOnly(app.authorize(app.request(changes)));
    assertEquals(400, browser.status(), changes + " " + browser.location());
    assertEquals("", browser.location());
    assertFalse(browser.text().contains("<form"), browser.text());
    return browser;
  }
}
