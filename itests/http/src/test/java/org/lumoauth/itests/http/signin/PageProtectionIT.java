/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.ServedRouteTable;
import org.lumoauth.itests.http.support.ServedRouteTable.Route;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What protects every page, generated from the route table so that none is forgotten. */
@ExtendWith(DefaultServerExtension.class)
class PageProtectionIT {
  private static final int LEAST = 15;

  /** The one frame that belongs into other sites' pages (OpenID Connect Session Management). */
  private static final Set<String> FRAMES =
      Set.of(
          "/t/{tenant}/api/v1/oauth/check_session",
          "/t/{tenant}/api/v1/oauth/check_session/script.js");

  private static final Set<String> REFERRER_POLICIES =
      Set.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin");

  private static TestServer server;
  private static TestTenant tenant;
  private static TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    ada = TestPerson.create(server, tenant).signIn();
  }

  @TestFactory
  Stream<DynamicTest> refusesFramingByOtherSites() throws IOException { // clickjacking
    return routes("GET")
        .filter(route -> !FRAMES.contains(route.path()))
        .flatMap(
            route ->
                Stream.of(new TestBrowser(server.base()), signedIn())
                    .map(
                        browser ->
                            DynamicTest.dynamicTest(
                                route + (browser.cookies().isEmpty() ? "" : " signed in"),
                                () -> assertInNoFrame(browser.openOnly(route.at(tenant))))));
  }

  @TestFactory
  Stream<DynamicTest> sendsNoReferrerToOtherSites() throws IOException { // codes in the Referer
    return routes("GET")
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      TestBrowser browser = signedIn().openOnly(route.at(tenant) + "?code=secret");
                      String policy = browser.header("Referrer-Policy");
                      assertTrue(REFERRER_POLICIES.contains(policy), policy);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> redirectsNoFormWithItsBody() throws IOException { // 307 with a password
    return routes("POST")
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      TestBrowser browser = signedIn().post(route.at(tenant), allFormFields());
                      boolean redirected = browser.status() >= 300 && browser.status() < 400;
                      assertTrue(!redirected || browser.status() == 303, "" + browser.status());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesFormsOfOtherSites() throws IOException { // CSRF
    return routes("POST")
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      TestBrowser browser = signedIn();
                      browser.post(route.at(tenant), allFormFields());
                      assertDidNothing(browser, route);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> redirectsToNoOtherSite() throws IOException { // open redirect
    return routes("GET")
        .flatMap(
            route ->
                Stream.of("https://evil.example", "//evil.example", "/\\evil.example", "/%2fevil")
                    .map(
                        address ->
                            DynamicTest.dynamicTest(
                                route + " " + address,
                                () -> assertNoExternalRedirect(route, address))));
  }

  private static Stream<Route> routes(String method) throws IOException {
    List<Route> all = ServedRouteTable.of(server).stream().filter(Route::isForBrowsers).toList();
    assertTrue(all.size() > LEAST, all.toString());
    return all.stream().filter(route -> route.method().equals(method));
  }

  /** A browser with the session of somebody who signed in. */
  private static TestBrowser signedIn() {
    TestBrowser browser = new TestBrowser(server.base());
    browser.cookies().putAll(ada.browser().cookies());
    return browser;
  }

  /** Whatever a form could have, but for what only our own page knows. */
  private static Map<String, String> allFormFields() {
    Map<String, String> form = new HashMap<>();
    for (String name :
        List.of(
            "form_token", "ticket", "attempt", "token", "logout", "csrf", "session", "client")) {
      form.put(name, "guess");
    }
    form.putAll(
        Map.of(
            "decision", "allow",
            "identifier", "mallory@example.com",
            "email", "mallory@example.com",
            "password", "another long password 42",
            "name", "Mallory",
            "given_name", "Mallory",
            "user_code", "WDJB-MJHT",
            "action", "end-all"));
    return form;
  }

  private static void assertDidNothing(TestBrowser browser, Route route) {
    // Anybody may ask for a link from anywhere, and what the tenant offers: it needs no browser of
    // the victim's.
    boolean forAnybody =
        route.path().endsWith("/forgot-password") || route.path().endsWith("/check-email");
    boolean refused = browser.status() >= 400 && browser.status() < 500;
    boolean asks = browser.status() == 200 && browser.text().contains("<form");
    boolean beginsAnew = browser.status() == 303 && browser.location().startsWith(server.base());
    assertTrue(refused || asks || beginsAnew || forAnybody, browser.status() + browser.text());
    assertEquals(
        1, tenant.admin().get("/admin/users/" + ada.id() + "/sessions").expect(200).data().size());
    var user = tenant.admin().get("/admin/users/" + ada.id()).expect(200).data();
    assertEquals(ada.email(), user.path("email").asText());
    assertFalse(user.toString().contains("Mallory"), user.toString());
    assertFalse(browser.cookies().isEmpty(), "the session is gone");
  }

  private static void assertInNoFrame(TestBrowser browser) {
    assertEquals("DENY", browser.header("X-Frame-Options"));
    String policy = browser.header("Content-Security-Policy");
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  private static void assertNoExternalRedirect(Route route, String address) {
    Map<String, String> query = new HashMap<>();
    for (String name :
        List.of(
            "returnTo",
            "return_to",
            "back",
            "next",
            "url",
            "redirect",
            "redirect_uri",
            "target",
            "post_logout_redirect_uri",
            "continue",
            "self",
            "return")) {
      query.put(name, address);
    }
    query.put("to", "en");
    String location =
        signedIn().openOnly(route.at(tenant) + "?" + FormParameters.of(query)).location();
    boolean here =
        location.isEmpty()
            || location.startsWith(server.base() + "/t/" + tenant.slug())
            || location.startsWith("/t/" + tenant.slug());
    assertTrue(here, location);
  }
}
