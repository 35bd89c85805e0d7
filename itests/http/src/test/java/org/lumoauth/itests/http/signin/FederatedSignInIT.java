/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.FederatedTenant;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** People of one tenant sign in by another one: an OpenID provider that is none of a test's own. */
@ExtendWith(DefaultServerExtension.class)
class FederatedSignInIT {
  private static TestServer server;
  private static StubSite site;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) {
    server = shared;
    site = sharedSite;
  }

  @Test
  void createsUserOnFirstSignInAndRecognizesItLater() throws Exception {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);

    TestBrowser first = place.signIn(place.browser(), ada);
    assertEquals(200, first.status(), first.text());
    assertTrue(first.url().endsWith("/account/profile"), first.url());
    JsonNode made = place.user(ada.email());
    assertTrue(made.path("isJitProvisioned").asBoolean(), made.toString());
    assertEquals(FederatedTenant.PROVIDER, made.path("socialProvider").asText());
    assertTrue(made.path("emailVerified").asBoolean());

    place.signIn(place.browser(), ada);
    assertCounted(2, place, ada);
  }

  @Test
  void reportsUnavailableProvider() throws IOException {
    String idp = site.address("/idp-" + UUID.randomUUID());
    String path = idp.substring(site.address("").length());
    var place = FederatedTenant.create(server, Map.of("issuerUrl", idp));

    TestBrowser browser = place.openSignInAndSelectProvider(place.browser());
    assertUnavailable(browser);

    var other = FederatedTenant.create(server, Map.of("issuerUrl", idp));
    site.show(
        path + "/.well-known/openid-configuration",
        StubWorkloadPlatform.json(
            Map.of(
                "issuer", idp,
                "authorization_endpoint", idp + "/authorize",
                "token_endpoint", idp + "/token",
                "jwks_uri", idp + "/keys")));
    site.answer(
        path + "/token",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    browser = other.openSignInAndSelectProvider(other.browser());
    String state = FormParameters.in(browser.location()).get("state");
    browser.openOnly(other.callback() + "?code=c1&state=" + state);
    assertUnavailable(FederatedTenant.follow(browser));
    for (FederatedTenant each : List.of(place, other)) {
      String log = each.tenant().admin().get("/admin/audit-logs?limit=100").expect(200).text();
      assertFalse(log.contains("login.failed"), log);
    }
  }

  private static void assertUnavailable(TestBrowser browser) {
    assertEquals(503, browser.status(), browser.text());
    assertTrue(browser.text().contains("is not responding"), browser.text());
  }

  @Test
  void startsAtProviderUrlAndEndsAtTheAccount() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);

    TestBrowser browser = place.browser();
    browser.openOnly(place.tenant().admin().base() + "/oauth/social/partner");
    assertEquals(302, browser.status());
    assertTrue(
        browser.location().startsWith(place.partner().admin().base() + "/oauth/authorize"),
        browser.location());
    FederatedTenant.follow(place.signInAtPartner(browser, ada));
    assertTrue(browser.url().endsWith("/account/profile"), browser.url() + browser.text());
  }

  /** A form of another site brings no cookies: with them the browser comes a second time. */
  @Test
  void acceptsFormPostResponse() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestBrowser browser = place.browser();
    browser.openOnly(place.tenant().admin().base() + "/oauth/social/partner");
    place.signInAtPartner(browser, place.createPartnerUser(true));
    Map<String, String> brought = FormParameters.in(browser.location());

    TestBrowser without = place.browser().post(place.callback(), brought);
    assertEquals(302, without.status(), without.text());
    assertTrue(without.location().startsWith(place.callback() + "?parked="), without.location());
    assertEquals(Map.of(), without.cookies());
    assertEquals(400, place.browser().post(place.callback(), brought).status(), "once");

    FederatedTenant.follow(browser.openOnly(without.location()));
    assertEquals(200, browser.status(), browser.text());
    assertTrue(browser.url().endsWith("/account/profile"), browser.url());
  }

  @Test
  void returnsToTheRequestingApplication() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);
    TestApplication app = TestApplication.register(place.tenant(), Map.of());
    TestBrowser browser = place.browser();
    browser.open(app.authorize(app.request(Map.of())));
    FederatedTenant.selectProvider(browser);
    place.signInAtPartner(browser, ada);
    FederatedTenant.follow(browser, TestApplication.REDIRECT_URI);
    if (browser.status() == 200) {
      browser.submitOnly("decision", "allow");
      FederatedTenant.follow(browser, TestApplication.REDIRECT_URI);
    }

    String code = FormParameters.in(browser.location()).get("code");
    JsonNode tokens = app.redeem(code).expect(200).body();
    JsonNode claims = UnverifiedJwt.claims(tokens.path("id_token").asText());
    assertEquals("fed", claims.path("amr").path(0).asText(), claims.toString());
    assertEquals("urn:lumoauth:acr:1", claims.path("acr").asText());
  }

  @Test
  void requiresSignInToExistingAccountBeforeLinking() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson there = place.createPartnerUser(true);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", there.email(), "password", TestPerson.PASSWORD))
        .expect(201);

    TestBrowser browser = place.signIn(place.browser(), there);
    assertEquals(200, browser.status());
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertTrue(place.links(there.email()).isEmpty());

    var go = Pattern.compile("href=\"([^\"]*/login\\?attempt=[^\"&]*)\"").matcher(browser.text());
    assertTrue(go.find(), browser.text());
    browser.open(go.group(1).replace("&amp;", "&"));
    browser.submit("password", TestPerson.PASSWORD);
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertTrue(place.links(there.email()).isEmpty(), "linked before they said so");
    browser.submit();
    assertTrue(browser.url().endsWith("/account/profile"), browser.url() + browser.text());
    assertEquals(1, place.links(there.email()).size());
    assertFalse(place.user(there.email()).path("isJitProvisioned").asBoolean());

    assertTrue(place.signIn(place.browser(), there).url().endsWith("/account/profile"));
  }

  @Test
  void listsAndRemovesLinks() throws IOException {
    var place = FederatedTenant.create(server, Map.of("autoLinkUsers", true));
    TestPerson ada = place.createPartnerUser(true);
    place.createLocalUserWithAddressOf(ada);
    TestBrowser browser = place.signIn(place.browser(), ada);

    browser.open("/t/" + place.tenant().slug() + "/account/identities");
    assertTrue(browser.text().contains("Partner Inc"), browser.text());
    var id = Pattern.compile("name=\"id\" value=\"([0-9a-f]{64})\"").matcher(browser.text());
    assertTrue(id.find());
    browser.submit("id", id.group(1));
    assertTrue(place.links(ada.email()).isEmpty());
  }

  @Test
  void linksProviderOnTheAccountPage() throws Exception {
    var place = FederatedTenant.create(server, Map.of());
    TestPerson there = place.createPartnerUser(true);
    TestPerson ada = TestPerson.create(server, place.tenant()).signIn();

    TestBrowser browser = place.linkFromAccountPage(ada.browser());
    FederatedTenant.follow(place.signInAtPartner(browser, there));
    assertEquals(200, browser.status(), browser.url());
    assertTrue(browser.url().contains("/account/identities/link?pending="), browser.url());
    assertTrue(browser.text().contains(there.email()), browser.text());
    assertTrue(place.links(ada.email()).isEmpty(), "linked before they said so");
    browser.submit();
    assertTrue(browser.url().endsWith("/account/identities?done=linked"), browser.url());
    assertEquals(1, place.links(ada.email()).size());

    place.signIn(place.browser(), there);
    assertCounted(2, place, ada);
  }

  @Test
  void refusesRemovalOfTheLastSignInMethod() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);
    TestBrowser browser = place.signIn(place.browser(), ada);

    String page = "/t/" + place.tenant().slug() + "/account/identities";
    browser.open(page);
    assertFalse(browser.text().contains("name=\"id\""), browser.text());
    place
        .tenant()
        .admin()
        .patch("/admin/settings/branding", Map.of("magic_link_enabled", true))
        .expect(200);
    browser.open(page);
    var id = Pattern.compile("name=\"id\" value=\"([0-9a-f]{64})\"").matcher(browser.text());
    assertTrue(id.find(), browser.text());
    place
        .tenant()
        .admin()
        .patch("/admin/settings/branding", Map.of("magic_link_enabled", false))
        .expect(200);
    browser.submit("id", id.group(1));
    assertEquals(409, browser.status());
    assertEquals(1, place.links(ada.email()).size());
  }

  @Test
  void administratorLinksIdentity() throws Exception {
    var place = FederatedTenant.create(server, Map.of());
    TestPerson there = place.createPartnerUser(true);
    TestPerson ada = TestPerson.create(server, place.tenant());
    TestPerson bob = TestPerson.create(server, place.tenant());
    var admin = place.tenant().admin();
    var body = Map.of("type", "social", "provider", "partner", "subject", there.id());

    JsonNode made =
        admin.post("/admin/users/" + ada.email() + "/identities", body).expect(201).data();
    assertEquals(place.partner().admin().base(), made.path("issuer").asText());
    ApiClient.Answer refused =
        admin.post("/admin/users/" + bob.email() + "/identities", body).expect(409);
    assertTrue(refused.text().contains("identity_conflict"), refused.text());
    admin
        .post("/admin/users/" + bob.email() + "/identities", Map.of("type", "saml", "idp_id", 1))
        .expect(422);

    place.signIn(place.browser(), there);
    assertCounted(1, place, ada);
  }

  @Test
  void configuresProvidersInSettings() throws IOException {
    var place = FederatedTenant.create(server, Map.of());
    var admin = place.tenant().admin();

    JsonNode shown = admin.get("/admin/settings/auth").expect(200).data();
    assertEquals("partner", shown.path("social_providers").path(0).asText(), shown.toString());
    JsonNode partner = shown.path("social_configs").path("partner");
    assertEquals("Partner Inc", partner.path("displayName").asText());
    assertTrue(partner.path("hasClientSecret").asBoolean());
    assertFalse(partner.has("clientSecret"));

    admin.put("/admin/settings/auth", shown).expect(200);
    admin.patch("/admin/settings", Map.of("social_providers", List.of())).expect(200);
    assertFalse(
        admin
            .get("/admin/social-providers/partner")
            .expect(200)
            .data()
            .path("enabled")
            .asBoolean());
    admin
        .patch(
            "/admin/settings/authentication",
            Map.of(
                "social_providers",
                List.of("partner"),
                "social_configs",
                Map.of("partner", Map.of("displayName", "Others"))))
        .expect(200);
    JsonNode now = admin.get("/admin/social-providers/partner").expect(200).data();
    assertEquals("Others", now.path("displayName").asText());
    assertTrue(now.path("enabled").asBoolean());
    admin.patch("/admin/settings/auth", Map.of("social_providers", List.of("nobody"))).expect(422);
  }

  @Test
  void exportsProvidersWithoutSecrets() throws IOException {
    var place = FederatedTenant.create(server, Map.of());
    JsonNode document =
        place.tenant().admin().get("/admin/export?sections=social-providers").expect(200).body();
    assertFalse(document.toString().contains("ecret"), document.toString());
    var other = TestTenant.create(server).admin();

    JsonNode dry = other.post("/admin/import?dryRun=true", document).expect(200).body();
    assertEquals("create", dry.path("data").path(0).path("action").asText(), dry.toString());
    other.get("/admin/social-providers/partner").expect(404);

    JsonNode done = other.post("/admin/import", document).expect(200).body();
    String note = done.path("data").path(0).path("issued").path("note").asText();
    assertTrue(note.contains("clientSecret"), done.toString());
    other.post("/admin/social-providers/partner/enable", Map.of()).expect(422);
    other
        .patch("/admin/social-providers/partner", Map.of("clientSecret", "s", "enabled", true))
        .expect(200);
    assertTrue(
        other.post("/admin/import", document).expect(200).body().path("data").isEmpty(),
        "the same again changes something");
  }

  @Test
  void administratorRemovesLinks() throws IOException {
    var place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);
    place.signIn(place.browser(), ada);
    var admin = place.tenant().admin();
    assertEquals(1, place.links(ada.email()).size());

    admin.delete("/admin/users/" + ada.email() + "/identities/ldap").expect(422);
    admin.delete("/admin/users/" + ada.email() + "/identities/social").expect(200);
    assertTrue(place.links(ada.email()).isEmpty());
  }

  @Test
  void managesProvidersLikeOtherResources() throws IOException {
    var place = FederatedTenant.create(server, Map.of());
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

  /** Sign-ins are counted beside those who sign in. */
  private static void assertCounted(int signIns, FederatedTenant place, TestPerson person)
      throws Exception {
    ConditionPoller.until(
        "the sign-in is counted",
        Duration.ofSeconds(30),
        () -> place.user(person.email()).path("loginCount").asInt() >= signIns);
    assertEquals(signIns, place.user(person.email()).path("loginCount").asInt());
  }
}
