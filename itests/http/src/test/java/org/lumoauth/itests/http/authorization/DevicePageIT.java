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
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** The texts of the device verification page (RFC 8628, RFC 8707 section 3). */
@ExtendWith(Shared.class)
class DevicePageIT {
  private static final String ENDS_WITH_SESSION = "Access ends when you sign out here";

  private static Server server;
  private static Tenant tenant;
  private static App app;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    app = App.register(tenant, Map.of());
  }

  @Test
  void saysForWhatAndHowLongAndWhereItIsTakenBack() {
    String resource = tenant.admin().base();

    String page = page(Map.of("scope", "openid", "resource", resource));

    assertTrue(page.contains("<bdi>" + resource + "</bdi>"), page);
    assertTrue(page.contains(ENDS_WITH_SESSION), page);
    assertTrue(page.contains("You can remove access at any time."), page);
    assertTrue(page.contains("/t/" + tenant.slug() + "/account\""), page);
  }

  @Test
  void saysThatAccessGoesOnWithoutThePerson() {
    String page = page(Map.of("scope", "openid offline_access"));

    assertTrue(page.contains("This access continues while you are away."), page);
    assertFalse(page.contains(ENDS_WITH_SESSION), page);
  }

  /** The API's own address of the page, as the reference has it. */
  @Test
  void takesTheCodeAtTheApisAddressToo() {
    JsonNode device =
        app.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
    String address = "/t/" + tenant.slug() + "/api/v1/oauth/device";
    Browser browser = Person.create(server, tenant).signIn().browser().open(address);
    assertEquals(200, browser.status());

    Map<String, String> fields = new HashMap<>(browser.hidden());
    fields.put("user_code", device.path("user_code").asText());
    browser.post(address, fields);

    assertTrue(browser.text().contains("name=\"decision\""), browser.text());
  }

  @Test
  void stopsWhoeverTriesOneCodeAfterTheOther() { // RFC 8628 section 5.1
    Person mallory = Person.create(server, tenant).signIn();
    JsonNode device =
        app.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
    Browser browser = mallory.browser().open(device.path("verification_uri").asText());
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
  void warnsOfANameOfLettersThatLookAlike() throws IOException {
    for (String name : List.of("Notes", "P\u043Estbox")) { // the second with a Cyrillic o
      String page = page(App.register(tenant, Map.of("name", name)), Map.of("scope", "openid"));

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

  private static String page(App app, Map<String, String> asked) {
    JsonNode device = app.ask("/oauth/device_authorization", asked).expect(200).body();
    Browser browser = Person.create(server, tenant).signIn().browser();
    return browser
        .open(device.path("verification_uri").asText())
        .submit("user_code", device.path("user_code").asText())
        .text();
  }
}
