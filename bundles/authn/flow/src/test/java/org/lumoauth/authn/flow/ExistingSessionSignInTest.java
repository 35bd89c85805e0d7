/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class ExistingSessionSignInTest {

  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void requestsNoCredentialWithValidSession() {
    signedIn();

    assertEquals(AFTER, browser.open(fixture.begin()).location());
  }

  @Test
  void requestsCredentialIfSessionIsTooOld() {
    signedIn();
    var fresh = new TestRequirementBuilder().notBefore(fixture.now.plusSeconds(1));
    var attempt = fixture.begin(fresh.build());

    browser.open(attempt);
    browser.open(attempt);

    assertEquals("password", fixture.pages.last().template());
    assertEquals(Map.of("identifier", ADA), fixture.pages.last().model().get("account"));
  }

  @Test
  void requestsAccountConfirmation() {
    signedIn();
    browser.open(fixture.begin(new TestRequirementBuilder().chooseAccount().build()));

    assertEquals("choose-account", fixture.pages.last().template());
    assertEquals(AFTER, browser.submit("stay", "x", "").location());
  }

  @Test
  void allowsSwitchingToOtherAccount() {
    signedIn();
    var attempt = fixture.begin(new TestRequirementBuilder().chooseAccount().build());
    browser.open(attempt);
    browser.follow(attempt, "switch");

    browser.open(attempt);

    assertEquals("identifier", fixture.pages.last().template());
  }

  @Test
  void acceptsOnlyTheRequiredUser() {
    var bob = new SubjectRef(SubjectRef.USER, "usr_bob");
    var attempt = fixture.begin(new TestRequirementBuilder().subject(bob).build());
    browser.open(attempt);
    browser.open(attempt);
    var form = FakeHttpExchange.form(ACME, "/login").withParameter("step", "identify");
    form.withParameter("attempt", attempt).withParameter("token", browser.hidden().get("token"));
    browser.send(form.withParameter("identifier", ADA));
    browser.open(attempt);

    var answer = browser.submit("prove", "password", "right");

    assertEquals(422, answer.status());
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  private void signedIn() {
    browser.withCookie(FakeSessionService.COOKIE, fixture.sessions.of(ACME, aUserRef().id()).id());
  }
}
