/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The texts of the device verification page (RFC 8628, RFC 8707 section 3). */
@ExtendWith(DefaultServerExtension.class)
class DeviceVerificationPageIT {
  private static final String ENDS_WITH_SESSION = "Access ends when you sign out here";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of());
  }

  @Test
  void showsScopesLifetimeAndHowToRemoveAccess() {
    String resource = tenant.admin().base();

    String page = page(Map.of("scope", "openid", "resource", resource));

    assertTrue(page.contains("<bdi>" + resource + "</bdi>"), page);
    assertTrue(page.contains(ENDS_WITH_SESSION), page);
    assertTrue(page.contains("You can remove access at any time."), page);
    assertTrue(page.contains("/t/" + tenant.slug() + "/account\""), page);
  }

  @Test
  void showsThatOfflineAccessContinues() {
    String page = page(Map.of("scope", "openid offline_access"));

    assertTrue(page.contains("This access continues while you are away."), page);
    assertFalse(page.contains(ENDS_WITH_SESSION), page);
  }

  /** The API's own address of the page, as the reference has it. */
  @Test
  void acceptsUserCodeAtTheApiPath() {
    JsonNode device =
        app.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
    String address = "/t/" + tenant.slug() + "/api/v1/oauth/device";
    TestBrowser browser = TestPerson.create(server, tenant).signIn().browser().open(address);
    assertEquals(200, browser.status());

    Map<String, String> fields = new HashMap<>(browser.hidden());
    fields.put("user_code", device.path("user_code").asText());
    browser.post(address, fields);

    assertTrue(browser.text().contains("name=\"decision\""), browser.text());
  }

  @Test
  void limitsUserCodeGuessing() { // RFC 8628 section 5.1
    TestPerson mallory = TestPerson.create(server, tenant).signIn();
    JsonNode device =
        app.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
    TestBrowser browser = mallory.browser().open(device.path("verification_uri").asText());
    for (int i = 0; i < 10; i++) {
      assertEquals(400, browser.submit("user_code", "BBBB-BBBB").status(), browser.text());
    }

    browser.submit("user_code", device.path("user_code").asText()); // though it is right

    assertEquals(429, browser.status(), browser.text());
    assertTrue(Integer.parseInt(browser.header("Retry-After")) > 0);
    JsonNode last =
        tenant
            .admin()
            .get("/admin/audit-logs?limit=1&action=device-code.throttled")
            .expect(200)
            .data()
            .path(0);
    assertEquals("device-code.throttled", last.path("action").asText(), last.toString());
    assertEquals(mallory.id(), last.path("actorId").asText());
  }

  @Test
  void warnsOfClientNameWithConfusableLetters() throws IOException {
    for (String name : List.of("Notes", "P\u043Estbox")) { // the second with a Cyrillic o
      String page =
          page(TestApplication.register(tenant, Map.of("name", name)), Map.of("scope", "openid"));

      assertTrue(page.contains("name=\"decision\""), page);
      assertEquals(
          !name.equals("Notes"),
          page.contains("letters that look like letters of another alphabet"),
          page);
    }
  }

  private static String page(Map<String, String> asked) {
    return page(app, asked);
  }

  private static String page(TestApplication app, Map<String, String> asked) {
    JsonNode device = app.ask("/oauth/device_authorization", asked).expect(200).body();
    TestBrowser browser = TestPerson.create(server, tenant).signIn().browser();
    return browser
        .open(device.path("verification_uri").asText())
        .submit("user_code", device.path("user_code").asText())
        .text();
  }
}
