/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** People sign in by links in mails of the running server, and attackers do not. */
@ExtendWith(DefaultServerExtension.class)
class MagicLinkIT {
  private static final String ELSEWHERE =
      "<strong>This link was requested in another browser</strong>";
  private static final String BUTTON = "&amp;method=magic-link\"";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestTenant linksOnly;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = withLinks(Map.of("magic_link_enabled", true));
    linksOnly = withLinks(Map.of("magic_link_enabled", true, "magic_link_only", true));
  }

  @Test
  void isOffUnlessTheTenantWantsIt() throws IOException {
    TestTenant plain = TestTenant.create(server);
    TestPerson ada = TestPerson.create(server, plain);

    ada.browser().open(login(plain)).submit("identifier", ada.email());

    assertTrue(ada.browser().text().contains("name=\"password\""), ada.browser().text());
    assertFalse(ada.browser().text().contains("magic-link"), ada.browser().text());
    JsonNode branding = plain.admin().get("/admin/settings/branding").expect(200).data();
    assertFalse(branding.path("magic_link_enabled").asBoolean(true));
    assertEquals(15, branding.path("magic_link_expiry").asInt());
    assertEquals(404, ask(new TestBrowser(server.base()), plain, ada.email(), "").status());
  }

  @Test
  void takesAnExpiryOfOneToSixtyMinutes() {
    for (int minutes : List.of(0, 61)) {
      assertEquals(
          "magic_link_expiry",
          tenant
              .admin()
              .patch("/admin/settings/branding", Map.of("magic_link_expiry", minutes))
              .expect(422)
              .body()
              .path("details")
              .path("field")
              .asText());
    }
  }

  @Test
  void goesOnWithTheApplicationsRequestInTheSameBrowser() throws Exception {
    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson ada = TestPerson.create(server, tenant);
    ada.open(app.authorize(app.request(Map.of("prompt", "login"))));
    byLink(ada.browser().submit("identifier", ada.email()));

    ada.browser().open(link(ada));
    assertFalse(ada.browser().text().contains(ELSEWHERE), ada.browser().text());
    JsonNode tokens = app.redeem(ada.answerUntilRedirect().get("code")).expect(200).body();

    JsonNode claims = UnverifiedJwt.claims(tokens.path("id_token").asText());
    assertEquals(List.of("email"), List.of(claims.path("amr").path(0).asText()));
    assertEquals(1, claims.path("amr").size());
    assertEquals("urn:lumoauth:acr:1", claims.path("acr").asText());
    JsonNode user = tenant.admin().get("/admin/users/" + ada.id()).expect(200).data();
    assertTrue(user.path("emailVerified").asBoolean(), user.toString());
  }

  @Test
  void offersALinkBelowThePasswordWhereTheTenantHasAnOrder() throws Exception {
    TestTenant ordered = withLinks(Map.of("magic_link_enabled", true));
    ordered
        .admin()
        .patch(
            "/admin/settings/authentication",
            Map.of("sign_in_methods", List.of("password", "magic-link")))
        .expect(200);
    TestPerson ada = TestPerson.create(server, ordered);
    ada.browser().open(login(ordered)).submit("identifier", ada.email());

    assertTrue(ada.browser().text().contains("name=\"password\""), ada.browser().text());
    assertTrue(ada.browser().text().contains(">Link by e-mail<"), ada.browser().text());
    ada.browser().open(ada.browser().url() + "&method=magic-link");
    ada.browser().open(link(ada)).submit();
    assertEquals(1, sessions(ada));
  }

  @Test
  void isNotUsedUpByAProgramThatReadsMail() throws Exception {
    TestPerson ada = asked(tenant);
    String link = link(ada);
    for (int i = 0; i < 3; i++) {
      new TestBrowser(server.base()).open(link); // another one each time
    }
    assertEquals(0, sessions(ada));

    ada.browser().open(link).submit();

    assertEquals(1, sessions(ada));
  }

  @Test
  void signsInTheBrowserAloneThatFinishesTheLink() throws Exception { // an attacker's request
    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson victim = TestPerson.create(server, tenant);
    TestPerson attacker =
        new TestPerson(tenant, "", victim.email(), new TestBrowser(server.base()));
    attacker.open(app.authorize(app.request(Map.of())));
    byLink(attacker.browser().submit("identifier", victim.email()));

    victim.browser().open(link(victim));
    assertTrue(victim.browser().text().contains(ELSEWHERE), victim.browser().text());
    assertTrue(victim.browser().text().contains("127.0.0.1"), victim.browser().text());
    victim.browser().submitOnly();

    assertEquals(server.base() + "/t/" + tenant.slug() + "/account", victim.browser().location());
    assertEquals(1, sessions(victim));
    assertFalse(signedIn(attacker.browser()), attacker.browser().cookies().toString());
    attacker.browser().open(attacker.browser().url());
    assertTrue(attacker.browser().text().contains("Check your mail"), attacker.browser().text());
    assertFalse(signedIn(attacker.browser()), attacker.browser().cookies().toString());
  }

  @Test
  void signsNobodyInByAFormOfAnotherBrowser() throws Exception { // login CSRF
    TestPerson mallory = asked(tenant);
    mallory.browser().open(link(mallory));
    TestBrowser victim = new TestBrowser(server.base()).open(login(tenant));

    victim.post(login(tenant), mallory.browser().hidden());

    assertEquals(403, victim.status());
    assertFalse(signedIn(victim), victim.cookies().toString());
  }

  @Test
  void letsOneOfTwoClicksAtOnceWin() throws Exception {
    TestPerson ada = asked(tenant);
    String link = link(ada);
    List<Callable<TestBrowser>> clicks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestBrowser browser = new TestBrowser(server.base()).open(link);
      clicks.add(browser::submitOnly);
    }
    var threads = Executors.newFixedThreadPool(clicks.size());
    int won = 0;
    try {
      for (var click : threads.invokeAll(clicks)) {
        won += signedIn(click.get()) ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, won);
    assertEquals(1, sessions(ada));
    assertEquals(410, new TestBrowser(server.base()).open(link).status());
  }

  @Test
  void takesNoLinkInAnotherTenant() throws Exception {
    TestPerson ada = asked(tenant);

    String elsewhere = link(ada).replace("/t/" + tenant.slug(), "/t/" + linksOnly.slug());

    assertEquals(410, new TestBrowser(server.base()).open(elsewhere).status());
  }

  @Test
  void takesNoLinkOfWhoWasBlockedOrMoved() throws Exception {
    TestPerson blocked = asked(tenant);
    TestPerson moved = asked(tenant);
    String blockedLink = link(blocked);
    String movedLink = link(moved);

    tenant.admin().post("/admin/users/" + blocked.id() + "/block", Map.of()).expect(200);
    tenant.admin().post("/admin/users/" + blocked.id() + "/unblock", Map.of()).expect(200);
    tenant
        .admin()
        .patch("/admin/users/" + moved.id(), Map.of("email", "moved-" + moved.email()))
        .expect(200);

    assertEquals(410, blocked.browser().open(blockedLink).status());
    assertEquals(410, moved.browser().open(movedLink).status());
  }

  @Test
  void saysTheSameOfNobody() {
    TestPerson ada = asked(tenant);
    String nobody = "nobody-" + ada.email();
    TestBrowser other = new TestBrowser(server.base());
    byLink(other.open(login(tenant)).submit("identifier", nobody));

    assertEquals(ada.browser().status(), other.status());
    assertEquals(alike(ada.browser(), ada.email()), alike(other, nobody));
  }

  @Test
  void answersTheEndpointOfTheReferenceAlikeForAnybody() {
    TestPerson ada = TestPerson.create(server, tenant);
    TestBrowser known = ask(new TestBrowser(server.base()), tenant, ada.email(), "");
    TestBrowser unknown = ask(new TestBrowser(server.base()), tenant, "nobody-" + ada.email(), "");

    assertEquals(200, known.status());
    assertEquals(200, unknown.status());
    assertEquals(alike(known, ada.email()), alike(unknown, "nobody-" + ada.email()));
  }

  @Test
  void tellsAPageThatAsksForTheAddressFirstHowToGoOn() {
    TestPerson ada = TestPerson.create(server, linksOnly);
    TestBrowser known = check(ada.email());
    TestBrowser unknown = check("person-unknown@example.com");

    assertEquals(200, known.status());
    assertEquals(known.text(), unknown.text());
    assertTrue(known.text().contains("\"magic_link_enabled\":true"), known.text());
    assertTrue(known.text().contains("\"password_enabled\":false"), known.text());
  }

  private static TestBrowser check(String email) {
    return new TestBrowser(server.base())
        .post("/orgs/" + linksOnly.slug() + "/check-email", Map.of("email", email));
  }

  @Test
  void goesWhereTheEndpointWasToldInTheSameBrowserAlone() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant);
    String target = "/t/" + tenant.slug() + "/account/sessions";
    ask(ada.browser(), tenant, ada.email(), target);
    String link = link(ada);

    TestBrowser another = new TestBrowser(server.base()).open(link);
    assertTrue(another.text().contains(ELSEWHERE), another.text());
    ada.browser().open(link);
    assertFalse(ada.browser().text().contains(ELSEWHERE), ada.browser().text());
    ada.browser().submitOnly();

    assertEquals(server.base() + target, ada.browser().location());
  }

  @Test
  void goesToNoOtherSite() throws Exception { // open redirect
    TestPerson ada = TestPerson.create(server, tenant);
    ask(ada.browser(), tenant, ada.email(), "https://evil.example/");

    ada.browser().open(link(ada)).submitOnly();

    assertEquals(server.base() + "/t/" + tenant.slug() + "/account", ada.browser().location());
  }

  @Test
  void offersAndTakesNoPasswordWhereTheTenantWantsLinksAlone() throws Exception {
    TestPerson ada = TestPerson.create(server, linksOnly);
    ada.browser().open(login(linksOnly)).submit("identifier", ada.email());

    assertTrue(ada.browser().text().contains("Check your mail"), ada.browser().text());
    assertFalse(ada.browser().text().contains("name=\"password\""), ada.browser().text());
    assertFalse(ada.browser().text().contains("method=password"), ada.browser().text());
    byJson(linksOnly, ada.email()).expect(403);
    assertEquals(0, sessions(ada));
    ada.browser().open(link(ada)).submit();
    assertEquals(1, sessions(ada));
  }

  @Test
  void takesNoPasswordFromAPageThatWasOpenBefore() throws IOException {
    TestTenant changing = TestTenant.create(server);
    TestPerson ada = TestPerson.create(server, changing);
    ada.browser().open(login(changing)).submit("identifier", ada.email());
    set(changing, Map.of("magic_link_enabled", true, "magic_link_only", true));

    ada.browser().submit("password", TestPerson.PASSWORD);

    assertEquals(0, sessions(ada));
    assertTrue(ada.browser().text().contains("Check your mail"), ada.browser().text());
  }

  @Test
  void speaksTheLanguageOfTheReader() throws Exception {
    TestPerson otto = TestPerson.create(server, tenant);
    otto.browser().open("/t/" + tenant.slug() + "/language?to=de");
    otto.browser().open(login(tenant)).submit("identifier", otto.email());
    assertTrue(otto.browser().text().contains("Link per E-Mail"), otto.browser().text());
    byLink(otto.browser());

    assertTrue(MailOutboxReader.awaitMail(server, otto.email()).contains("Anmelden bei"));
  }

  @Test
  void stopsMailWithoutEnd() throws IOException {
    TestTenant own = withLinks(Map.of("magic_link_enabled", true));
    TestBrowser browser = new TestBrowser(server.base());
    TestPerson ada = TestPerson.create(server, own);
    byLink(browser.open(login(own)).submit("identifier", ada.email()));
    for (int i = 0; i < 20 && browser.status() == 200; i++) {
      browser.submit("again", "true");
    }

    assertEquals(429, browser.status());
    assertTrue(Integer.parseInt(browser.header("Retry-After")) > 0);
  }

  private static TestTenant withLinks(Map<String, Object> branding) throws IOException {
    TestTenant made = TestTenant.create(server);
    set(made, branding);
    return made;
  }

  private static void set(TestTenant of, Map<String, Object> branding) {
    of.admin().patch("/admin/settings/branding", branding).expect(200);
  }

  /** Somebody who has asked for a link at the pages. */
  private static TestPerson asked(TestTenant of) {
    TestPerson person = TestPerson.create(server, of);
    person.browser().open(login(of)).submit("identifier", person.email());
    byLink(person.browser());
    return person;
  }

  /** From the page of the password, by the button below it. */
  private static void byLink(TestBrowser browser) {
    assertTrue(browser.text().contains("name=\"password\""), browser.text());
    assertTrue(browser.text().contains(BUTTON), browser.text());
    browser.open(browser.url() + "&method=magic-link");
  }

  private static TestBrowser ask(TestBrowser browser, TestTenant of, String email, String target) {
    return browser.post(
        "/orgs/" + of.slug() + "/magic-link", Map.of("email", email, "_target_path", target));
  }

  private static String link(TestPerson person) throws Exception {
    return MailOutboxReader.link(MailOutboxReader.awaitMail(server, person.email()), "magic-link");
  }

  private static ApiClient.Answer byJson(TestTenant of, String email) {
    return server
        .anonymous()
        .with("Origin", server.base())
        .post(
            "/t/" + of.slug() + "/api/v1/oauth/login/json",
            Map.of("identifier", email, "password", TestPerson.PASSWORD));
  }

  private static int sessions(TestPerson person) {
    return person
        .tenant()
        .admin()
        .get("/admin/users/" + person.id() + "/sessions")
        .expect(200)
        .data()
        .size();
  }

  private static boolean signedIn(TestBrowser browser) {
    return browser.cookies().containsKey("__Host-lumoauth-session." + tenant.slug());
  }

  private static String alike(TestBrowser browser, String email) {
    return browser
        .text()
        .replace(email, "EMAIL")
        .replaceAll("attempt(=|%3D)[A-Za-z0-9_-]{43,}", "ATTEMPT")
        .replaceAll("value=\"[A-Za-z0-9_-]{43,}\"", "SECRET");
  }

  private static String login(TestTenant of) {
    return "/t/" + of.slug() + "/login";
  }
}
