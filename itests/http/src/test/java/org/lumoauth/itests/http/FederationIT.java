package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People of one tenant sign in by another one: an OpenID provider that is none of a test's own. */
@ExtendWith(Shared.class)
class FederationIT {
  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @Test
  void makesAUserOfWhoComesForTheFirstTimeAndKnowsThemAgain() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);

    Browser first = place.signIn(place.browser(), ada);
    assertEquals(200, first.status(), first.text());
    assertTrue(first.url().endsWith("/account/profile"), first.url());
    JsonNode made = place.user(ada.email());
    assertTrue(made.path("isJitProvisioned").asBoolean(), made.toString());
    assertEquals(Federated.PROVIDER, made.path("socialProvider").asText());
    assertTrue(made.path("emailVerified").asBoolean());

    place.signIn(place.browser(), ada);
    assertEquals(2, place.user(ada.email()).path("loginCount").asInt());
  }

  @Test
  void goesStraightToTheProviderAndEndsAtTheAccount() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);

    Browser browser = place.browser();
    browser.openOnly(place.tenant().admin().base() + "/oauth/social/partner");
    assertEquals(302, browser.status());
    assertTrue(
        browser.location().startsWith(place.partner().admin().base() + "/oauth/authorize"),
        browser.location());
    Federated.follow(place.signInThere(browser, ada));
    assertTrue(browser.url().endsWith("/account/profile"), browser.url() + browser.text());
  }

  @Test
  void comesBackToTheApplicationThatAsked() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);
    App app = App.register(place.tenant(), Map.of());
    Browser browser = place.browser();
    browser.open(app.authorize(app.request(Map.of())));
    Federated.pressHere(browser);
    place.signInThere(browser, ada);
    Federated.follow(browser, App.REDIRECT_URI);
    if (browser.status() == 200) {
      browser.submitOnly("decision", "allow");
      Federated.follow(browser, App.REDIRECT_URI);
    }

    String code = Query.in(browser.location()).get("code");
    JsonNode tokens = app.redeem(code).expect(200).body();
    JsonNode claims = Jwt.claims(tokens.path("id_token").asText());
    assertEquals("fed", claims.path("amr").path(0).asText(), claims.toString());
    assertEquals("urn:lumoauth:acr:1", claims.path("acr").asText());
  }

  @Test
  void asksWhoHasAnAccountWithTheAddressToSignInToItFirst() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person there = place.there(true);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", there.email(), "password", Person.PASSWORD))
        .expect(201);

    Browser browser = place.signIn(place.browser(), there);
    assertEquals(200, browser.status());
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertTrue(links(place, there).isEmpty());

    var go = Pattern.compile("href=\"([^\"]*/login\\?attempt=[^\"&]*)\"").matcher(browser.text());
    assertTrue(go.find(), browser.text());
    browser.open(go.group(1).replace("&amp;", "&"));
    browser.submit("password", Person.PASSWORD);
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertTrue(links(place, there).isEmpty(), "linked before they said so");
    browser.submit();
    assertTrue(browser.url().endsWith("/account/profile"), browser.url() + browser.text());
    assertEquals(1, links(place, there).size());
    assertFalse(place.user(there.email()).path("isJitProvisioned").asBoolean());

    assertTrue(place.signIn(place.browser(), there).url().endsWith("/account/profile"));
  }

  @Test
  void showsAndEndsLinks() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);
    Browser browser = place.signIn(place.browser(), ada);

    browser.open("/t/" + place.tenant().slug() + "/account/identities");
    assertTrue(browser.text().contains("Partner Inc"), browser.text());
    var id = Pattern.compile("name=\"id\" value=\"([0-9a-f]{64})\"").matcher(browser.text());
    assertTrue(id.find());
    browser.submit("id", id.group(1));
    assertTrue(links(place, ada).isEmpty());
  }

  @Test
  void letsAnAdministratorEndLinks() throws IOException {
    var place = Federated.create(server, Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);
    place.signIn(place.browser(), ada);
    var admin = place.tenant().admin();
    assertEquals(1, links(place, ada).size());

    admin.delete("/admin/users/" + ada.email() + "/identities/ldap").expect(422);
    admin.delete("/admin/users/" + ada.email() + "/identities/social").expect(200);
    assertTrue(links(place, ada).isEmpty());
  }

  @Test
  void servesTheAdministrationAsOthersDo() throws IOException {
    var place = Federated.create(server, Map.of());
    var admin = place.tenant().admin();

    JsonNode all = admin.get("/admin/social-providers").expect(200).body();
    assertEquals("social_providers", all.path("resourceType").asText());
    JsonNode one = all.path("data").path(0);
    assertEquals(place.callback(), one.path("callbackUrl").asText());
    assertTrue(one.path("hasClientSecret").asBoolean());
    assertFalse(one.has("clientSecret"), "the secret is shown");
    String id = one.path("id").asText();
    assertEquals(
        "partner",
        admin.get("/admin/social-providers/" + id).expect(200).data().path("provider").asText());
    assertTrue(
        admin
            .get("/admin/social-providers/types")
            .expect(200)
            .body()
            .toString()
            .contains("\"google\""));
    assertTrue(
        admin
            .get("/admin/social-providers/available")
            .expect(200)
            .body()
            .toString()
            .contains("\"microsoft\""));
    assertEquals(
        place.callback(),
        admin
            .get("/admin/social-providers/callback-urls")
            .expect(200)
            .data()
            .path("partner")
            .asText());
    admin.post("/admin/social-providers", Map.of("provider", "partner")).expect(409);
    admin
        .put("/admin/social-providers/google", Map.of("clientId", "g", "clientSecret", "s"))
        .expect(201);
    admin.put("/admin/social-providers/google", Map.of("displayName", "G")).expect(200);
    admin.post("/admin/social-providers/google/disable", Map.of()).expect(200);
    assertFalse(
        admin
            .post("/admin/social-providers/google/disable", Map.of())
            .expect(200)
            .data()
            .path("enabled")
            .asBoolean());
    admin.delete("/admin/social-providers/google").expect(200);
    admin.get("/admin/social-providers/google").expect(404);
  }

  private static JsonNode links(Federated place, Person person) {
    return place
        .tenant()
        .admin()
        .get("/admin/users/" + person.email() + "/identities")
        .expect(200)
        .data()
        .path("bindings");
  }
}
