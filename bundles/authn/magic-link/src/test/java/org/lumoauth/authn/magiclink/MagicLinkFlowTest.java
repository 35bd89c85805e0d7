/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ACME;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ADA;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.GLOBEX;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.HERE;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class MagicLinkFlowTest {
  private static final String TARGET = "/t/acme/api/v1/oauth/authorize?client_id=cli_a";

  private final MagicLinkFixture fixture = new MagicLinkFixture();

  @Test
  void redirectsToSignInOfLink() {
    var secret = fixture.sent();

    assertEquals(
        "/t/acme/login?attempt=" + HERE + "&method=magic-link&link=" + secret,
        fixture.open(secret).location());
  }

  @Test
  void returnsToRequestedPathInOriginalBrowser() {
    var asked = askFor(TARGET);

    var opened = fixture.call(fixture.link, open().withCookie(name(asked), value(asked)));

    assertTrue(opened.location().endsWith("&method=magic-link&link=" + fixture.secret()));
    assertEquals(TARGET, fixture.signIn.last().returnTo());
    assertEquals(Optional.of("cli_a"), fixture.signIn.last().requirement().clientId());
  }

  @Test
  void recognizesOriginalBrowser() {
    var asked = askFor(TARGET);
    fixture.call(fixture.link, open().withCookie(name(asked), value(asked)));

    assertEquals(false, fixture.opened("1", fixture.secret()).model().get("elsewhere"));
    assertEquals(true, fixture.opened("2", fixture.secret()).model().get("elsewhere"));
  }

  @Test
  void redirectsOtherBrowserToAccount() { // a request that an attacker began
    askFor(TARGET);

    fixture.call(fixture.link, open());

    assertEquals("/t/acme/account", fixture.signIn.last().returnTo());
    assertEquals(Optional.empty(), fixture.signIn.last().requirement().clientId());
    assertEquals(true, fixture.opened("1", fixture.secret()).model().get("elsewhere"));
  }

  @Test
  void ignoresExternalReturnUrl() { // open redirect
    var asked = askFor("https://evil.example/t/acme/");

    fixture.call(fixture.link, open().withCookie(name(asked), value(asked)));

    assertEquals("/t/acme/account", fixture.signIn.last().returnTo());
  }

  @Test
  void reportsExpiredLink() {
    assertEquals(410, fixture.open("A".repeat(43)).status());
    assertEquals(410, fixture.open("").status());
    assertEquals("magic-link-over", fixture.pages.last().template());
  }

  @Test
  void answersSameForUnknownAccount() { // user enumeration
    var known = fixture.ask(ADA);
    var unknown = fixture.ask("eve@example.com");

    assertEquals(200, known.status());
    assertEquals(200, unknown.status());
    assertEquals(
        known.page().html().replace(ADA, "X"),
        unknown.page().html().replace("eve@example.com", "X"));
    assertEquals(1, fixture.messages.sent().size());
  }

  @Test
  void answersSameForInvalidEmail() {
    for (String entered :
        List.of("", "ada", MagicLinkFixture.ADA_REF.id(), "x".repeat(300) + "@a.example")) {
      assertEquals(200, fixture.ask(entered).status());
    }
    assertEquals(List.of(), fixture.messages.sent());
  }

  @Test
  void matchesEmailCaseInsensitively() {
    fixture.ask("Ada@Example.com");

    assertEquals(ADA, fixture.messages.sent().get(0).to());
  }

  @Test
  void respondsBeforeLookingUpTheAccount() { // user enumeration by time
    Queue<Runnable> later = new ArrayDeque<>();
    var slow = new MagicLinkFixture(later::add);
    for (String address : List.of(ADA, "eve@example.com")) {
      slow.ask(address);

      assertEquals(1, later.size(), address);
      assertEquals(0, slow.messages.sent().size(), address);
      later.remove();
    }
  }

  @Test
  void rateLimitsRequests() {
    for (int i = 0; i < MagicLinkLimiter.ACCOUNT_AND_ADDRESS.attempts(); i++) {
      fixture.ask("eve@example.com");
    }

    var refusal = assertThrows(ApiException.class, () -> fixture.ask("eve@example.com"));

    assertEquals(429, refusal.status());
    assertTrue(refusal.headers().containsKey("Retry-After"));
    assertEquals("5", refusal.headers().get("X-RateLimit-Limit"));
    assertEquals("0", refusal.headers().get("X-RateLimit-Remaining"));
  }

  @Test
  void rejectsCrossSiteForm() { // CSRF
    var form =
        FakeHttpExchange.form(ACME, "/magic-link")
            .withParameter("email", ADA)
            .withHeader("Sec-Fetch-Site", "cross-site");

    assertEquals(
        403, assertThrows(ApiException.class, () -> fixture.call(fixture.request, form)).status());
    assertEquals(List.of(), fixture.messages.sent());
  }

  @Test
  void returns404UnlessEnabled() {
    var form = FakeHttpExchange.form(GLOBEX, "/magic-link").withParameter("email", ADA);
    var link = FakeHttpExchange.get(GLOBEX, "/magic-link").withParameter("token", "A".repeat(43));

    assertEquals(
        404, assertThrows(ApiException.class, () -> fixture.call(fixture.request, form)).status());
    assertEquals(
        404, assertThrows(ApiException.class, () -> fixture.call(fixture.link, link)).status());
  }

  private FakeHttpExchange askFor(String target) {
    var form = FakeHttpExchange.form(ACME, "/magic-link").withParameter("email", ADA);
    return fixture.call(fixture.request, form.withParameter("_target_path", target));
  }

  private FakeHttpExchange open() {
    return FakeHttpExchange.get(ACME, "/magic-link").withParameter("token", fixture.secret());
  }

  private static String name(FakeHttpExchange asked) {
    return cookie(asked)[0];
  }

  private static String value(FakeHttpExchange asked) {
    return cookie(asked)[1];
  }

  private static String[] cookie(FakeHttpExchange asked) {
    return asked.responseHeaders("Set-Cookie").get(0).split(";")[0].split("=", 2);
  }
}
