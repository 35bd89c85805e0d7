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
import org.lumoauth.itests.http.fixture.Federated;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Attacks on the sign-in by another provider. */
@ExtendWith(Shared.class)
class FederationAttacksIT {
  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  private static Federated place(Map<String, Object> settings) throws IOException {
    return Federated.create(server, settings);
  }

  @Test
  void signsNobodyInWithSomebodyElsesAnswer() throws IOException { // login CSRF
    var place = place(Map.of("jitProvisioningEnabled", true));
    Person mallory = place.there(true);
    Browser hers = place.browser();
    place.press(hers);
    String callback = place.signInThere(hers, mallory).location();

    Browser victim = place.browser();
    victim.open("/t/" + place.tenant().slug() + "/login");
    victim.openOnly(callback);
    Federated.follow(victim);

    assertEquals(403, victim.status());
    place.tenant().admin().get("/admin/users/" + mallory.email()).expect(404);
  }

  @Test
  void signsNobodyInWithAnAnswerToASignInThatBeganElsewhere() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true));
    Browser hers = place.browser();
    hers.openOnly(place.tenant().admin().base() + "/oauth/social/partner");
    String callback = place.signInThere(hers, place.there(true)).location();

    assertEquals(403, place.browser().openOnly(callback).status());
  }

  @Test
  void takesAnAnswerOnce() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true));
    Browser browser = place.browser();
    place.press(browser);
    String callback = place.signInThere(browser, place.there(true)).location();
    Federated.follow(browser);

    assertEquals(400, browser.openOnly(callback).status());
  }

  @Test
  void signsInWithNoCodeOfAnotherSignIn() throws IOException { // code injection: the nonce
    var place = place(Map.of("jitProvisioningEnabled", true));
    Person victim = place.there(true);
    Browser theirs = place.browser();
    place.press(theirs);
    String stolen = Query.in(place.signInThere(theirs, victim).location()).get("code");

    Browser hers = place.browser();
    place.press(hers);
    var answer = Query.in(place.signInThere(hers, place.there(true)).location());
    hers.openOnly(
        place.callback()
            + "?code="
            + stolen
            + "&state="
            + answer.get("state")
            + "&iss="
            + URLEncoder.encode(answer.get("iss"), StandardCharsets.UTF_8));
    Federated.follow(hers);

    assertEquals(422, hers.status(), hers.url());
    place.tenant().admin().get("/admin/users/" + victim.email()).expect(404);
  }

  @Test
  void takesNoAnswerInTheNameOfAnotherProvider() throws IOException { // mix-up, RFC 9207
    var place = place(Map.of("jitProvisioningEnabled", true));
    Browser browser = place.browser();
    place.press(browser);
    var answer = Query.in(place.signInThere(browser, place.there(true)).location());
    browser.openOnly(
        place.callback()
            + "?code="
            + answer.get("code")
            + "&state="
            + answer.get("state")
            + "&iss=https%3A%2F%2Fattacker.example");
    Federated.follow(browser);

    assertEquals(422, browser.status(), browser.url());
  }

  @Test
  void takesNoAccountOverByAnAddressThatIsNotProvenThere() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true, "autoLinkUsers", true));
    Person mallory = place.there(false);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", mallory.email(), "emailVerified", true))
        .expect(201);

    assertEquals(422, place.signIn(place.browser(), mallory).status());
    assertEquals(0, place.user(mallory.email()).path("loginCount").asInt());
  }

  @Test
  void putsNobodyIntoAnAccountThatWasRegisteredWithTheirAddressBefore() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true, "autoLinkUsers", true));
    Person ada = place.there(true);
    place
        .tenant()
        .admin()
        .post("/admin/users", Map.of("email", ada.email(), "password", "of mallory alone 1"))
        .expect(201);

    Browser browser = place.signIn(place.browser(), ada);
    assertTrue(browser.url().contains("/account/identities/confirm"), browser.url());
    assertEquals(0, place.user(ada.email()).path("loginCount").asInt());
  }

  @Test
  void letsNobodyInWhoIsBlockedHere() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true));
    Person ada = place.there(true);
    place.signIn(place.browser(), ada);
    place.tenant().admin().post("/admin/users/" + ada.email() + "/block", Map.of()).expect(200);

    assertEquals(422, place.signIn(place.browser(), ada).status());
  }

  @Test
  void startsNothingByAProviderThatIsDisabledUnknownOrSwitchedOff() throws IOException {
    var place = place(Map.of());
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
  void keepsNoAddressInside() throws IOException { // SSRF
    var admin = Tenant.create(server).admin();
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
  void repeatsNothingThatTheProviderWrote() throws IOException {
    var place = place(Map.of());
    Browser browser = place.browser();
    place.press(browser);
    String state = Query.in(browser.location()).get("state");
    browser.openOnly(
        place.callback() + "?error=access_denied&error_description=call%20555&state=" + state);
    Federated.follow(browser);
    assertEquals(422, browser.status());
    assertFalse(browser.text().contains("555"), browser.text());

    browser.openOnly(place.callback() + "?error=x&error_description=call%20555&state=made-up");
    assertEquals(400, browser.status());
    assertFalse(browser.text().contains("555"), browser.text());
  }

  @Test
  void asksAnewForAFreshSignIn() throws IOException {
    var place = place(Map.of("jitProvisioningEnabled", true));
    App app = App.register(place.tenant(), Map.of());
    Browser browser = place.browser();
    browser.open(app.authorize(app.request(Map.of("prompt", "login"))));
    Federated.pressHere(browser);

    assertEquals("login", Query.in(browser.location()).get("prompt"));
    place.signInThere(browser, place.there(true));
    Federated.follow(browser, App.REDIRECT_URI);
    if (browser.status() == 200) {
      browser.submitOnly("decision", "allow");
      Federated.follow(browser, App.REDIRECT_URI);
    }
    assertTrue(browser.location().contains("code="), browser.url() + browser.text());
  }

  @Test
  void linksNothingToTheAccountOfWhoIsSentSomebodyElsesAnswer() throws IOException { // CSRF
    var place = place(Map.of());
    Person mallory = Person.create(server, place.tenant()).signIn();
    Browser hers = place.add(mallory.browser());
    String callback = place.signInThere(hers, place.there(true)).location();

    Person victim = Person.create(server, place.tenant()).signIn();
    assertEquals(403, victim.browser().openOnly(callback).status());
    hers.openOnly(callback);
    String onward = hers.location();
    assertEquals(403, victim.browser().openOnly(onward).status());
    assertTrue(place.links(victim.email()).isEmpty());
    assertTrue(place.links(mallory.email()).isEmpty());
  }

  @Test
  void linksNothingWithoutAYesOfOurOwnPage() throws IOException {
    var place = place(Map.of());
    Person ada = Person.create(server, place.tenant()).signIn();
    Browser browser = place.add(ada.browser());
    Federated.follow(place.signInThere(browser, place.there(true)));
    String pending = browser.hidden().get("pending");

    browser.post(
        "/t/" + place.tenant().slug() + "/account/identities/link", Map.of("pending", pending));
    assertEquals(403, browser.status());
    assertTrue(place.links(ada.email()).isEmpty());
  }

  @Test
  void linksNoIdentityThatIsAnotherUsers() throws IOException {
    var place = place(Map.of());
    Person there = place.there(true);
    Person owner = Person.create(server, place.tenant());
    place
        .tenant()
        .admin()
        .post(
            "/admin/users/" + owner.email() + "/identities",
            Map.of("type", "social", "provider", "partner", "subject", there.id()))
        .expect(201);

    Person mallory = Person.create(server, place.tenant()).signIn();
    Browser browser = place.add(mallory.browser());
    Federated.follow(place.signInThere(browser, there));
    assertTrue(browser.url().endsWith("/account/identities?done=taken"), browser.url());
    assertEquals(1, place.links(owner.email()).size());
    assertTrue(place.links(mallory.email()).isEmpty());
  }
}
