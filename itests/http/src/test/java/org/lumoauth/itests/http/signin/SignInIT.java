/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Users sign in on the pages of the running server. Attacks on the sign-in are refused. */
@ExtendWith(DefaultServerExtension.class)
class SignInIT {
  private static final String RIGHT = "a few words in a row 42";

  private static TestServer server;
  private static TestTenant acme;
  private static TestTenant globex;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    acme = TestTenant.create(server);
    globex = TestTenant.create(server);
  }

  @Test
  void signsInOnThePages() {
    String id = user("ada@example.com");

    var browser = signIn("ada@example.com", RIGHT);

    assertTrue(browser.cookies().containsKey(cookie(acme)), browser.cookies().toString());
    assertEquals(1, sessions(id));
  }

  @Test
  void acceptsFormAtTheAliasPath() {
    String id = user("other@example.com");
    var browser =
        new TestBrowser(server.base())
            .open("/t/" + acme.slug() + "/login")
            .submit("identifier", "other@example.com");
    var fields = browser.hidden();
    fields.put("password", RIGHT);

    browser.post("/t/" + acme.slug() + "/api/v1/oauth/login/submit", fields);

    assertEquals(303, browser.status());
    assertEquals(1, sessions(id));
  }

  @Test
  void signsInByJsonFromItsOwnPages() {
    String id = user("json@example.com");

    var answer = byJson(server.base(), "json@example.com", RIGHT).expect(200);

    assertEquals("complete", answer.body().path("status").asText());
    assertEquals(1, sessions(id));
  }

  @Test
  void refusesJsonSignInOfForeignOrigin() { // login CSRF
    String id = user("foreign@example.com");

    byJson("https://evil.example", "foreign@example.com", RIGHT).expect(403);

    assertEquals(0, sessions(id));
  }

  @Test
  void answersJsonSignInAlikeForWrongPasswordAndUnknownUser() {
    user("known@example.com");

    var known = byJson(server.base(), "known@example.com", "wrong").expect(401);
    var nobody = byJson(server.base(), "nobody-at-all@example.com", "wrong").expect(401);

    assertEquals(known.text(), nobody.text());
  }

  @Test
  void countsSignInsInTheDirectory() throws Exception {
    String id = user("count@example.com");

    signIn("count@example.com", RIGHT);

    ConditionPoller.until("it is counted", Duration.ofSeconds(30), () -> signInsOf(id) > 0);
    assertEquals(1, signInsOf(id));
  }

  private static int signInsOf(String id) {
    return acme.admin().get("/admin/users/" + id).expect(200).data().path("loginCount").asInt();
  }

  @Test
  void reusesExistingSession() {
    user("twice@example.com");
    var browser = signIn("twice@example.com", RIGHT);

    browser.open(login(acme));

    assertFalse(browser.url().contains("/login"), browser.url());
  }

  @Test
  void endsSessionRevokedByAdministrator() {
    String id = user("ended@example.com");
    var browser = signIn("ended@example.com", RIGHT);

    acme.admin().delete("/admin/users/" + id + "/sessions").expect(200);
    browser.open(login(acme));

    assertTrue(browser.url().contains("/login"), browser.url());
  }

  @Test
  void endsOldestSessionBeyondTheLimit() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/sessions", Map.of("max_per_user", 2)).expect(200);
    TestPerson first = TestPerson.create(server, tenant).signIn();
    TestPerson second = signInFromAnotherBrowser(first).signIn();
    assertTrue(isSignedIn(first));

    TestPerson third = signInFromAnotherBrowser(first).signIn();

    assertFalse(isSignedIn(first));
    assertTrue(isSignedIn(second));
    assertTrue(isSignedIn(third));
    String path = "/admin/users/" + first.id() + "/sessions";
    List<String> active = new ArrayList<>(); // the newest first
    for (JsonNode each : tenant.admin().get(path).expect(200).data()) {
      active.add(each.path("isActive").asText());
    }
    assertEquals(List.of("true", "true", "false"), active);
  }

  @Test
  void setsPersistentCookieForStaySignedIn() {
    user("remember@example.com");

    assertFalse(signingIn("remember@example.com").contains("Max-Age"), "a cookie of the browser's");
    String kept = signingIn("remember@example.com", "remember", "true");
    assertTrue(kept.contains("; Max-Age=" + 30 * 24 * 3600), kept);
  }

  /** How the session's cookie is set. */
  private static String signingIn(String email, String... more) {
    var browser = new TestBrowser(server.base()).open(login(acme)).submit("identifier", email);
    var fields = new ArrayList<>(List.of("password", RIGHT));
    fields.addAll(List.of(more));
    String set = browser.submitOnly(fields.toArray(String[]::new)).setCookieHeader(cookie(acme));
    assertTrue(set.contains("; Secure") && set.contains("; HttpOnly"), set);
    return set;
  }

  private static TestPerson signInFromAnotherBrowser(TestPerson person) {
    return new TestPerson(
        person.tenant(), person.id(), person.email(), new TestBrowser(server.base()));
  }

  private static boolean isSignedIn(TestPerson person) {
    var browser = person.browser().open("/t/" + person.tenant().slug() + "/account");
    return !browser.url().contains("/login");
  }

  @Test
  void endsTheSessionsOfAUserWhoIsBlocked() {
    String id = user("blocked@example.com");
    var browser = signIn("blocked@example.com", RIGHT);

    acme.admin().post("/admin/users/" + id + "/block", Map.of()).expect(200);
    browser.open(login(acme));

    assertTrue(browser.url().contains("/login"), browser.url());
  }

  @Test
  void preventsSessionFixation() { // session fixation
    user("mallory@example.com");
    user("victim@example.com");
    var planted = signIn("mallory@example.com", RIGHT).cookies().get(cookie(acme));
    var victim = new TestBrowser(server.base());
    victim.cookies().put(cookie(acme), planted);

    // Signed in as somebody else, the victim asks to be themselves.
    victim.openOnly(login(acme));
    victim.open(victim.location() + "&switch").submit("identifier", "victim@example.com");
    victim.submit("password", RIGHT);

    assertNotEquals(planted, victim.cookies().get(cookie(acme)));
  }

  @Test
  void refusesSignInPostedByAnotherSite() { // login CSRF
    user("csrf@example.com");
    var attacker = new TestBrowser(server.base()).open(login(acme));
    attacker.submit("identifier", "csrf@example.com");
    var fields = attacker.hidden();
    fields.put("password", RIGHT);
    var victim = new TestBrowser(server.base()).open(login(acme));

    victim.post(login(acme), fields);

    assertEquals(403, victim.status());
    assertTrue(victim.text().contains("<h1>This form was not accepted</h1>"), victim.text());
    assertFalse(victim.cookies().containsKey(cookie(acme)));
  }

  @Test
  void refusesOpenRedirectAfterSignIn() { // open redirect
    user("redirect@example.com");
    var browser =
        new TestBrowser(server.base()).open(login(acme) + "?returnTo=https://evil.example");
    browser.submit("identifier", "redirect@example.com");
    browser.submitOnly("password", RIGHT, "returnTo", "https://evil.example");

    assertEquals(server.base() + "/t/" + acme.slug() + "/account", browser.location());
  }

  @Test
  void doesNotTellWhetherAnAccountExists() { // user enumeration by body and status
    user("exists@example.com");
    var known = wrong("exists@example.com");
    var unknown = wrong("eluded@example.com");

    assertEquals(known.status(), unknown.status());
    assertEquals(
        assertSameResponse(known, "exists@example.com"),
        assertSameResponse(unknown, "eluded@example.com"));
  }

  @Test
  void limitsPasswordGuessing() { // brute force
    user("guessed@example.com");
    var browser = new TestBrowser(server.base()).open(login(acme));
    browser.submit("identifier", "guessed@example.com");
    for (int i = 0; i < 5; i++) {
      browser.submit("password", "guess number " + i);
      assertEquals(422, browser.status());
    }

    browser.submit("password", RIGHT);

    assertEquals(429, browser.status());
    assertTrue(Integer.parseInt(browser.header("Retry-After")) > 0);
  }

  @Test
  void admitsKnownBrowserDespiteLockout() { // lockout abuse
    user("owner@example.com");
    var owner = signIn("owner@example.com", RIGHT);
    owner.cookies().remove(cookie(acme));
    var attacker = new TestBrowser(server.base()).open(login(acme));
    attacker.submit("identifier", "owner@example.com");
    for (int i = 0; i < 6; i++) {
      attacker.submit("password", "guess number " + i);
    }
    assertEquals(429, attacker.status());

    owner.open(login(acme)).submit("identifier", "owner@example.com").submit("password", RIGHT);

    assertTrue(owner.cookies().containsKey(cookie(acme)));
  }

  @Test
  void refusesSignInAttemptOfAnotherTenant() {
    var browser =
        new TestBrowser(server.base()).open(login(acme)).submit("identifier", "across@example.com");
    String query = browser.url().substring(browser.url().indexOf('?'));

    browser.open(login(globex) + query);

    assertEquals(400, browser.status());
  }

  @Test
  void refusesSessionOfAnotherTenant() {
    user("tenant@example.com");
    var browser = signIn("tenant@example.com", RIGHT);
    browser.cookies().put(cookie(globex), browser.cookies().get(cookie(acme)));

    browser.open(login(globex));

    assertTrue(browser.url().contains("/login"), browser.url());
  }

  @Test
  void keepsSessionOfTenantWithSimilarSlug() throws IOException {
    user("beside@example.com");
    TestTenant other = TestTenant.create(server, "login-" + acme.slug());
    other.admin().post("/admin/users", Map.of("email", "eve@example.com", "password", RIGHT));
    var browser =
        new TestBrowser(server.base())
            .open(login(other))
            .submit("identifier", "eve@example.com")
            .submit("password", RIGHT);

    browser.open(login(acme)).submit("identifier", "beside@example.com").submit("password", RIGHT);

    assertTrue(browser.cookies().containsKey(cookie(acme)), browser.cookies().toString());
    browser.open("/t/" + other.slug() + "/account");
    assertTrue(browser.text().contains("eve@example.com"), browser.url());
  }

  @Test
  void disablesRegistrationByDefault() {
    assertEquals(
        404, new TestBrowser(server.base()).open("/t/" + acme.slug() + "/register").status());
  }

  @Test
  void showsErrorPageForExpiredSignIn() {
    var browser = new TestBrowser(server.base()).open(login(acme) + "?attempt=unknown");

    assertEquals(400, browser.status());
    assertTrue(browser.header("Content-Type").startsWith("text/html"));
  }

  private static TestBrowser signIn(String email, String password) {
    return new TestBrowser(server.base())
        .open(login(acme))
        .submit("identifier", email)
        .submit("password", password);
  }

  private static TestBrowser wrong(String email) {
    return signIn(email, "not the right password");
  }

  private static ApiClient.Answer byJson(String origin, String email, String password) {
    return server
        .anonymous()
        .with("Origin", origin)
        .post(
            "/t/" + acme.slug() + "/api/v1/oauth/login/json",
            Map.of("identifier", email, "password", password));
  }

  private static String user(String email) {
    return acme.admin()
        .post("/admin/users", Map.of("email", email, "password", RIGHT))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static int sessions(String userId) {
    return acme.admin().get("/admin/users/" + userId + "/sessions").expect(200).data().size();
  }

  /** The response time must not reveal whether an account exists. */
  private static String assertSameResponse(TestBrowser browser, String email) {
    return Pattern.compile("[A-Za-z0-9_-]{43,}")
        .matcher(browser.text().replace(email, "EMAIL"))
        .replaceAll(secret -> "SECRET" + secret.group().length());
  }

  private static String login(TestTenant tenant) {
    return "/t/" + tenant.slug() + "/login";
  }

  private static String cookie(TestTenant tenant) {
    return "__Host-lumoauth-session." + tenant.slug();
  }
}
