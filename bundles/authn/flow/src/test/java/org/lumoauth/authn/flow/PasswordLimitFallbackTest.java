/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** The sign-in options while password checks of the account are suspended. */
class PasswordLimitFallbackTest {
  private static final String ADA = "ada@example.com";
  private static final String NOBODY = "nobody@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();
  private final EmailLinkMethod mailed = new EmailLinkMethod();

  @Test
  void offersMagicLinkWhenPasswordIsRateLimited() {
    withLinks();

    var answer = limited(ADA);

    assertEquals(200, answer.status());
    assertEquals("900", answer.responseHeader("Retry-After"));
    var model = fixture.pages.last().model();
    assertEquals("throttled", model.get("error"));
    assertEquals(900L, model.get("retryAfter"));
    assertTrue(model.get("linkUrl").toString().endsWith("&method=magic-link"), model.toString());
    assertEquals(List.of(), model.get("alternatives"));
  }

  @Test
  void offersSameLinkForUnknownAccount() { // user enumeration by the limit
    withLinks();

    var known = limited(ADA);
    var page = shownExceptNames();
    var unknown = limited(NOBODY);

    assertEquals(known.status(), unknown.status());
    assertEquals(page, shownExceptNames());
  }

  @Test
  void continuesSignInByMagicLink() {
    withLinks();
    var attempt = fixture.begin();
    browser.signIn(attempt, ADA, FixedSecretMethod.LATER);
    var link = fixture.pages.last().model().get("linkUrl").toString();

    browser.next(
        browser.follow(
            link.replaceAll(".*attempt=([^&]*).*", "$1"), Map.of("method", "magic-link")));

    assertEquals("sent", fixture.pages.last().template());
  }

  @Test
  void sendsNoMailBeforeUserRequestsIt() { // mail without end
    withLinks();

    limited(ADA);
    json(ADA);

    assertEquals(0, mailed.begun);
  }

  @Test
  void offersNoLinkIfMethodIsNotInstalled() {
    assertEquals(429, limited(ADA).status());
    assertFalse(fixture.pages.last().model().containsKey("linkUrl"));
    assertEquals(429, json(ADA).status());
  }

  @Test
  void offersNoLinkWhileMailIsUnavailable() {
    withLinks();
    mailed.sends = false;

    assertEquals(429, limited(ADA).status());
    assertEquals(429, json(ADA).status());
  }

  @Test
  void offersNoLinkIfMethodIsDisabled() {
    withLinks();
    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("methods", List.of("password")));

    assertEquals(429, limited(ADA).status());
    assertEquals(429, json(ADA).status());
  }

  @Test
  void returnsChallengeUrlToJsonSignIn() {
    withLinks();

    var answer = json(ADA);

    assertEquals(200, answer.status());
    assertEquals("mfa_required", answer.answer().get("status"));
    browser.open(attempt(answer));
    assertEquals("throttled", fixture.pages.last().model().get("error"));
    assertEquals(900L, fixture.pages.last().model().get("retryAfter"));
    assertTrue(fixture.pages.last().model().containsKey("linkUrl"));
  }

  @Test
  void answersJsonSignInSameForUnknownAccount() {
    withLinks();

    var known = json(ADA);
    var unknown = json(NOBODY);

    assertEquals(known.status(), unknown.status());
    assertEquals(known.answer().keySet(), unknown.answer().keySet());
    assertEquals(known.answer().get("status"), unknown.answer().get("status"));
  }

  @Test
  void requestsPasswordAgainAfterRateLimit() {
    withLinks();
    var attempt = attempt(json(ADA));
    fixture.now = fixture.now.plus(Duration.ofMinutes(16));

    browser.open(attempt);

    assertEquals("password", fixture.pages.last().template());
    assertFalse(fixture.pages.last().model().containsKey("error"));
  }

  @Test
  void notifiesMethodsOfRecoveryAndRemembersBrowser() {
    var method = FixedSecretMethod.password();
    fixture.registry.with(AuthenticationMethod.class, "password", method);
    var reset = FakeHttpExchange.form(ACME, "/reset-password");

    var cookie = fixture.signIn.rememberRecovery(ACME, aUserRef(), reset.view()).orElseThrow();

    assertEquals(aUserRef(), method.recovered.get(0).subject().orElseThrow());
    var pair = cookie.split(";")[0].split("=", 2);
    browser.withCookie(pair[0], pair[1]).signIn(fixture.begin(), ADA, "wrong");
    assertTrue(method.seen.get(0).knownBrowser().isPresent());
  }

  private void withLinks() {
    fixture.registry.with(AuthenticationMethod.class, "magic-link", mailed);
  }

  private FakeHttpExchange limited(String who) {
    return browser.signIn(fixture.begin(), who, FixedSecretMethod.LATER);
  }

  private FakeHttpExchange json(String who) {
    var body = Map.<String, Object>of("identifier", who, "password", FixedSecretMethod.LATER);
    var exchange =
        FakeHttpExchange.json(ACME, "/oauth/login/json", new HashMap<>(body))
            .withHeader("Origin", "https://id.example.com");
    try {
      fixture.json.handle(exchange);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (String header : exchange.responseHeaders("Set-Cookie")) {
      var pair = header.split(";")[0].split("=", 2);
      browser.withCookie(pair[0], pair[1]);
    }
    return exchange;
  }

  private static String attempt(FakeHttpExchange answer) {
    return answer.answer().get("challenge_url").toString().replaceAll(".*attempt=", "");
  }

  /** The names of what is shown, and what does not name the account or the sign-in. */
  private Map<String, Object> shownExceptNames() {
    var model = new HashMap<>(fixture.pages.last().model());
    for (String own : List.of("account", "hidden", "self", "cancelUrl", "notYouUrl", "linkUrl")) {
      model.replace(own, "set");
    }
    return model;
  }
}
