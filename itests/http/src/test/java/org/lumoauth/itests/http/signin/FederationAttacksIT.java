/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.FederatedTenant;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Attacks on the sign-in by another provider. */
@ExtendWith(DefaultServerExtension.class)
class FederationAttacksIT {
  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  private static FederatedTenant createFederatedTenant(Map<String, Object> settings)
      throws IOException {
    return FederatedTenant.create(server, settings);
  }

  @Test
  void refusesResponseForAnotherBrowser() throws IOException { // login CSRF
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestPerson mallory = place.createPartnerUser(true);
    TestBrowser hers = place.browser();
    place.openSignInAndSelectProvider(hers);
    String callback = place.signInAtPartner(hers, mallory).location();

    TestBrowser victim = place.browser();
    victim.open("/t/" + place.tenant().slug() + "/login");
    victim.openOnly(callback);
    FederatedTenant.follow(victim);

    assertEquals(403, victim.status());
    place.tenant().admin().get("/admin/users/" + mallory.email()).expect(404);
  }

  @Test
  void refusesResponseToSignInOfAnotherBrowser() throws IOException {
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestBrowser hers = place.browser();
    hers.openOnly(place.tenant().admin().base() + "/oauth/social/partner");
    String callback = place.signInAtPartner(hers, place.createPartnerUser(true)).location();

    assertEquals(403, place.browser().openOnly(callback).status());
  }

  @Test
  void acceptsResponseOnce() throws IOException {
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestBrowser browser = place.browser();
    place.openSignInAndSelectProvider(browser);
    String callback = place.signInAtPartner(browser, place.createPartnerUser(true)).location();
    FederatedTenant.follow(browser);

    assertEquals(400, browser.openOnly(callback).status());
  }

  @Test
  void refusesCodeOfAnotherSignIn() throws IOException { // code injection: the nonce
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestPerson victim = place.createPartnerUser(true);
    TestBrowser theirs = place.browser();
    place.openSignInAndSelectProvider(theirs);
    String stolen = FormParameters.in(place.signInAtPartner(theirs, victim).location()).get("code");

    TestBrowser hers = place.browser();
    place.openSignInAndSelectProvider(hers);
    var answer =
        FormParameters.in(place.signInAtPartner(hers, place.createPartnerUser(true)).location());
    hers.openOnly(
        place.callback()
            + "?code="
            + stolen
            + "&state="
            + answer.get("state")
            + "&iss="
            + URLEncoder.encode(answer.get("iss"), StandardCharsets.UTF_8));
    FederatedTenant.follow(hers);

    assertEquals(422, hers.status(), hers.url());
    place.tenant().admin().get("/admin/users/" + victim.email()).expect(404);
  }

  @Test
  void refusesResponseOfAnotherProvider() throws IOException { // mix-up, RFC 9207
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestBrowser browser = place.browser();
    place.openSignInAndSelectProvider(browser);
    var answer =
        FormParameters.in(place.signInAtPartner(browser, place.createPartnerUser(true)).location());
    browser.openOnly(
        place.callback()
            + "?code="
            + answer.get("code")
            + "&state="
            + answer.get("state")
            + "&iss=https%3A%2F%2Fattacker.example");
    FederatedTenant.follow(browser);

    assertEquals(422, browser.status(), browser.url());
  }

  @Test
  void refusesAccountLinkByUnverifiedAddress() throws IOException {
    var place =
        createFederatedTenant(Map.of("jitProvisioningEnabled", true, "autoLinkUsers", true));
    TestPerson mallory = place.createPartnerUser(false);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", mallory.email(), "emailVerified", true))
        .expect(201);

    assertEquals(422, place.signIn(place.browser(), mallory).status());
    assertEquals(0, place.user(mallory.email()).path("loginCount").asInt());
  }

  @Test
  void refusesPreRegisteredAccountTakeover() throws IOException {
    var place =
        createFederatedTenant(Map.of("jitProvisioningEnabled", true, "autoLinkUsers", true));
    TestPerson ada = place.createPartnerUser(true);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", ada.email(), "password", "of mallory alone 1"))
        .expect(201);

    TestBrowser browser = place.signIn(place.browser(), ada);
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertEquals(0, place.user(ada.email()).path("loginCount").asInt());
  }

  @Test
  void refusesBlockedUser() throws IOException {
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestPerson ada = place.createPartnerUser(true);
    place.signIn(place.browser(), ada);
    place.tenant().admin().post("/admin/users/" + ada.email() + "/block", Map.of()).expect(200);

    assertEquals(422, place.signIn(place.browser(), ada).status());
  }

  @Test
  void refusesDisabledOrUnknownProvider() throws IOException {
    var place = createFederatedTenant(Map.of());
    var base = place.tenant().admin().base() + "/oauth/social/";
    assertEquals(404, place.browser().openOnly(base + "nobody").status());
    assertEquals(302, place.browser().openOnly(base + "partner").status());

    place
        .tenant()
        .admin()
        .patch("/admin/settings/authentication", Map.of("social_login_enabled", false))
        .expect(200);
    assertEquals(404, place.browser().openOnly(base + "partner").status());
    place
        .tenant()
        .admin()
        .patch("/admin/settings/authentication", Map.of("social_login_enabled", true))
        .expect(200);
    place.tenant().admin().post("/admin/social-providers/partner/disable", Map.of()).expect(200);
    assertEquals(404, place.browser().openOnly(base + "partner").status());
    assertFalse(
        place
            .browser()
            .open("/t/" + place.tenant().slug() + "/login")
            .text()
            .contains("Partner Inc"));
  }

  @Test
  void refusesInternalProviderAddress() throws IOException { // SSRF
    var admin = TestTenant.create(server).admin();
    for (String issuer :
        List.of(
            "https://10.0.0.1", "https://169.254.169.254", "https://[fd00::1]", "file:///etc")) {
      admin
          .post(
              "/admin/social-providers",
              Map.of("provider", "own", "clientId", "x", "clientSecret", "y", "issuerUrl", issuer))
          .expect(422);
    }
  }

  @Test
  void displaysNoTextOfTheProvider() throws IOException {
    var place = createFederatedTenant(Map.of());
    TestBrowser browser = place.browser();
    place.openSignInAndSelectProvider(browser);
    String state = FormParameters.in(browser.location()).get("state");
    browser.openOnly(
        place.callback()
            + "?error=access_denied&error_description=call%20our%20helpline&state="
            + state);
    FederatedTenant.follow(browser);
    assertEquals(422, browser.status());
    assertFalse(browser.text().contains("our helpline"), browser.text());

    browser.openOnly(
        place.callback() + "?error=x&error_description=call%20our%20helpline&state=made-up");
    assertEquals(400, browser.status());
    assertFalse(browser.text().contains("our helpline"), browser.text());
  }

  @Test
  void requestsFreshSignInAtTheProvider() throws IOException {
    var place = createFederatedTenant(Map.of("jitProvisioningEnabled", true));
    TestApplication app = TestApplication.register(place.tenant(), Map.of());
    TestBrowser browser = place.browser();
    browser.open(app.authorize(app.request(Map.of("prompt", "login"))));
    FederatedTenant.selectProvider(browser);

    assertEquals("login", FormParameters.in(browser.location()).get("prompt"));
    place.signInAtPartner(browser, place.createPartnerUser(true));
    FederatedTenant.follow(browser, TestApplication.REDIRECT_URI);
    if (browser.status() == 200) {
      browser.submitOnly("decision", "allow");
      FederatedTenant.follow(browser, TestApplication.REDIRECT_URI);
    }
    assertTrue(browser.location().contains("code="), browser.url() + browser.text());
  }

  @Test
  void refusesLinkByResponseOfAnotherUser() throws IOException { // CSRF
    var place = createFederatedTenant(Map.of());
    TestPerson mallory = TestPerson.create(server, place.tenant()).signIn();
    TestBrowser hers = place.linkFromAccountPage(mallory.browser());
    String callback = place.signInAtPartner(hers, place.createPartnerUser(true)).location();

    TestPerson victim = TestPerson.create(server, place.tenant()).signIn();
    assertEquals(403, victim.browser().openOnly(callback).status());
    hers.openOnly(callback);
    String onward = hers.location();
    assertEquals(403, victim.browser().openOnly(onward).status());
    assertTrue(place.links(victim.email()).isEmpty());
    assertTrue(place.links(mallory.email()).isEmpty());
  }

  @Test
  void requiresConfirmationOnOwnPageToLink() throws IOException {
    var place = createFederatedTenant(Map.of());
    TestPerson ada = TestPerson.create(server, place.tenant()).signIn();
    TestBrowser browser = place.linkFromAccountPage(ada.browser());
    FederatedTenant.follow(place.signInAtPartner(browser, place.createPartnerUser(true)));
    String pending = browser.hidden().get("pending");

    browser.post(
        "/t/" + place.tenant().slug() + "/account/identities/link", Map.of("pending", pending));
    assertEquals(403, browser.status());
    assertTrue(place.links(ada.email()).isEmpty());
  }

  @Test
  void refusesIdentityLinkedToAnotherUser() throws IOException {
    var place = createFederatedTenant(Map.of());
    TestPerson there = place.createPartnerUser(true);
    TestPerson owner = TestPerson.create(server, place.tenant());
    place
        .tenant()
        .admin()
        .post(
            "/admin/users/" + owner.email() + "/identities",
            Map.of("type", "social", "provider", "partner", "subject", there.id()))
        .expect(201);

    TestPerson mallory = TestPerson.create(server, place.tenant()).signIn();
    TestBrowser browser = place.linkFromAccountPage(mallory.browser());
    FederatedTenant.follow(place.signInAtPartner(browser, there));
    assertTrue(browser.url().endsWith("/account/identities?done=taken"), browser.url());
    assertEquals(1, place.links(owner.email()).size());
    assertTrue(place.links(mallory.email()).isEmpty());
  }
}
