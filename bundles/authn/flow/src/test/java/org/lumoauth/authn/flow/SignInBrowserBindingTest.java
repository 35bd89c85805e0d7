/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;

import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class SignInBrowserBindingTest {

  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void rejectsSignInInOtherBrowser() { // attempt fixation
    var attempt = fixture.begin();
    fixture.browser().open(attempt);

    assertEquals(403, browser.open(attempt).status());
    assertEquals("other_browser", fixture.pages.last().model().get("code"));
  }

  @Test
  void rejectsSealedSignInInOtherBrowser() { // attempt fixation
    var attempt = browser.begin();

    var other = fixture.browser().open(attempt);

    assertEquals(403, other.status());
    assertEquals("other_browser", fixture.pages.last().model().get("code"));
    assertEquals(AFTER, browser.signIn(attempt, ADA, "right").location());
  }

  @Test
  void rejectsSealedFormInOtherBrowser() {
    var attempt = browser.begin();
    browser.open(attempt);
    var form = FakeHttpExchange.form(ACME, "/login").withParameter("identifier", ADA);
    browser.hidden().forEach(form::withParameter);

    var refused = fixture.browser().send(form);

    assertEquals(403, refused.status());
    assertEquals("form_refused", fixture.pages.last().model().get("code"));
  }

  @Test
  void storesNothingWhenOriginalBrowserOpensIt() {
    browser.open(browser.begin());

    assertEquals(0, fixture.store.count(ACME, "sign-in"));
  }

  @Test
  void rejectsForgedCrossSiteForm() { // login CSRF: the attacker's own attempt and form
    var attempt = fixture.begin();
    var attacker = fixture.browser().identify(attempt, ADA);
    var hidden = attacker.hidden();
    browser.open(fixture.begin());

    var form = FakeHttpExchange.form(ACME, "/login").withParameter("password", "right");
    hidden.forEach(form::withParameter);

    assertEquals(403, browser.send(form).status());
    assertEquals("form_refused", fixture.pages.last().model().get("code"));
    assertFalse(browser.cookies().containsKey(FakeSessionService.COOKIE));
  }

  @Test
  void rejectsFormWithoutToken() {
    browser.identify(fixture.begin(), ADA);
    var form =
        FakeHttpExchange.form(ACME, "/login")
            .withParameter("attempt", browser.hidden().get("attempt"))
            .withParameter("password", "right");

    assertEquals(403, browser.send(form).status());
    assertEquals("form_refused", fixture.pages.last().model().get("code"));
  }

  @Test
  void rejectsCancelInOtherBrowser() {
    var attempt = fixture.begin();
    browser.open(attempt);

    assertEquals(403, fixture.browser().follow(attempt, "cancel").status());
  }
}
