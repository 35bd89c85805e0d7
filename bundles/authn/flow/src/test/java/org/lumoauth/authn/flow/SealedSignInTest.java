/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;
import static org.lumoauth.authn.flow.SignInFlowFixture.GLOBEX;
import static org.lumoauth.authn.flow.SignInFlowFixture.RETURN_TO;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.authn.flow.state.SealedLoginState;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** Sign-ins whose state is stored by the browser until the first proof. */
class SealedSignInTest {
  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @BeforeEach
  void usePasswordsThatRememberNothing() {
    fixture.registry.with(
        AuthenticationMethod.class, "password", FixedSecretMethod.plainPassword());
  }

  @Test
  void storesNothingBeforeProof() {
    browser.identify(browser.begin(), ADA);
    browser.submit("prove", "password", "wrong");

    assertEquals(0, stored());
  }

  @Test
  void signsInUser() {
    assertEquals(AFTER, browser.signIn(browser.begin(), ADA, "right").location());
    assertEquals(1, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void createsOneSession() { // the same form twice
    browser.identify(browser.begin(), ADA);
    browser.submit("prove", "password", "right");

    var again = browser.submit("prove", "password", "right");

    assertEquals(400, again.status());
    assertEquals(1, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void rejectsEarlierPageAfterSignIn() {
    var first = browser.begin();
    browser.open(first);
    var form = browser.hidden();
    browser.signIn(first, ADA, "right");
    browser.cookies().remove(FakeSessionService.COOKIE);

    var again = browser.submitAgain(form, "identifier", ADA);

    assertEquals(400, again.status());
    assertEquals("session_expired", fixture.pages.last().model().get("code"));
  }

  @Test
  void showsNoFormOfCompletedSignIn() { // also where nobody is signed in any more
    var first = browser.begin();
    browser.signIn(first, ADA, "right");
    browser.cookies().remove(FakeSessionService.COOKIE);

    assertEquals(400, browser.open(first).status());
    assertEquals("session_expired", fixture.pages.last().model().get("code"));
  }

  @Test
  void rejectsPagesOfCompletedSignIn() {
    var first = browser.begin();
    browser.open(first);
    var second = browser.next(browser.submit("identify", "identifier", ADA));
    browser.submit("prove", "password", "right");

    assertEquals(400, browser.open(first).status());
    assertEquals(400, browser.open(second).status());
  }

  @Test
  void rejectsCompletedSignInOnOtherServer() {
    browser.identify(browser.begin(), ADA);
    browser.submit("prove", "password", "right");

    browser.at(fixture.endpoint());

    assertEquals(400, browser.submit("prove", "password", "right").status());
  }

  @Test
  void continuesWithNextModuleVersion() {
    var attempt = browser.begin();
    browser.at(fixture.endpoint()).identify(attempt, ADA);
    browser.at(fixture.endpoint());

    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
  }

  @Test
  void expiresAfterHalfAnHour() {
    var attempt = browser.begin();
    fixture.now = fixture.now.plus(Duration.ofMinutes(30));

    assertEquals(400, browser.open(attempt).status());
  }

  @Test
  void isUnknownInOtherTenant() {
    var attempt = browser.begin();

    assertEquals(400, new SignInTestBrowser(fixture, GLOBEX).open(attempt).status());
  }

  @Test
  void rejectsFormOfOtherBrowser() { // login CSRF
    browser.identify(browser.begin(), ADA);
    var form = FakeHttpExchange.form(ACME, "/login").withParameter("password", "right");
    browser.hidden().forEach(form::withParameter);
    var victim = fixture.browser();
    victim.open(victim.begin());

    assertEquals(403, victim.send(form).status());
    assertEquals("form_refused", fixture.pages.last().model().get("code"));
  }

  @Test
  void rejectsFormTokenOfOtherPage() {
    var attempt = browser.begin();
    browser.identify(attempt, ADA);
    var form =
        FakeHttpExchange.form(ACME, "/login")
            .withParameter("attempt", attempt)
            .withParameter("token", browser.hidden().get("token"))
            .withParameter("password", "right");

    assertEquals(403, browser.send(form).status());
  }

  @Test
  void storesSignInAfterFirstProof() {
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());

    browser.identify(beginStrong(browser), ADA);
    var further = browser.submit("prove", "password", "right");

    assertEquals(1, stored());
    assertEquals(43, SignInTestBrowser.attemptOf(further).length());
    browser.next(further);
    assertEquals(AFTER, browser.submit("prove", "code", "right").location());
  }

  @Test
  void createsOneSessionAfterTwoProofs() {
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());
    var begun = beginStrong(browser);
    browser.open(begun);
    var form = browser.hidden();
    browser.identify(begun, ADA);
    browser.next(browser.submit("prove", "password", "right"));
    browser.submit("prove", "code", "right");
    browser.cookies().remove(FakeSessionService.COOKIE);

    assertEquals(400, browser.submitAgain(form, "identifier", ADA).status());
  }

  @Test
  void continuesWithTheUserSelectedAfterNavigatingBack() {
    var bob = new SubjectRef(SubjectRef.USER, "usr_bob");
    fixture.users.with(ACME, aUser().withId(bob.id()).withEmail("bob@example.com").build());
    fixture.subjects.with(ACME, bob, "Bob");
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());
    var begun = beginStrong(browser);
    browser.signIn(begun, ADA, "right");

    browser.next(browser.signIn(begun, "bob@example.com", "right"));
    browser.submit("prove", "code", "right");

    assertEquals(List.of(bob.id()), fixture.milestones.signedIn());
  }

  @Test
  void hidesAccountExistenceInStateLength() {
    var other = "bob@example.com";
    fixture.users.with(ACME, aUser().withId("usr_b").withEmail(other).build());
    browser.open(browser.begin());
    var known = SignInTestBrowser.attemptOf(browser.submit("identify", "identifier", other));
    browser.open(browser.begin());
    var unknown =
        SignInTestBrowser.attemptOf(browser.submit("identify", "identifier", "eve@example.com"));

    assertNotEquals(known, unknown);
    assertEquals(known.length(), unknown.length());
  }

  @Test
  void storesSignInWithOverlongUrl() {
    var page = FakeHttpExchange.get(ACME, "/account");
    browser.sendTo(
        exchange ->
            exchange.redirect(
                fixture.signIn.begin(
                    ACME,
                    SignInRequirement.any(),
                    RETURN_TO + "&state=" + "s".repeat(2000),
                    exchange.view())),
        page);

    var attempt = SignInTestBrowser.attemptOf(page);
    assertEquals(43, attempt.length());
    assertTrue(browser.signIn(attempt, ADA, "right").location().startsWith(AFTER));
  }

  @Test
  void storesSignInIfMethodKeepsState() {
    fixture.registry.with(AuthenticationMethod.class, "password", FixedSecretMethod.password());
    browser.open(browser.begin());

    var asked = browser.submit("identify", "identifier", ADA);

    assertEquals(43, SignInTestBrowser.attemptOf(asked).length());
  }

  @Test
  void storesSignInForLinkMethod() {
    fixture.registry.with(AuthenticationMethod.class, "mailed", new EmailLinkMethod("password"));
    browser.open(browser.begin());

    var sent = browser.submit("identify", "identifier", ADA);

    assertEquals(43, SignInTestBrowser.attemptOf(sent).length());
    browser.open(SignInTestBrowser.attemptOf(sent));
    assertEquals("sent", fixture.pages.last().template());
  }

  @Test
  void storesSignInUnderIdPassedToMethods() {
    var method = FixedSecretMethod.plainPassword();
    fixture.registry.with(AuthenticationMethod.class, "password", method);
    var page = FakeHttpExchange.get(ACME, "/magic-link");
    browser.sendTo(
        exchange ->
            exchange.redirect(
                fixture.signIn.beginById(
                    ACME, SignInRequirement.any(), RETURN_TO, exchange.view())),
        page);
    var attempt = SignInTestBrowser.attemptOf(page);

    assertEquals(1, stored());
    assertEquals(AFTER, browser.signIn(attempt, ADA, "right").location());
    assertEquals(attempt, method.seen.get(0).id());
  }

  @Test
  void letsUsersSwitchAccounts() {
    var attempt = browser.begin();
    browser.open(attempt);
    var named = browser.next(browser.submit("identify", "identifier", "bob@example.com"));

    browser.next(browser.follow(named, "switch"));

    assertEquals("identifier", fixture.pages.last().template());
  }

  @Test
  void letsUsersCancel() {
    var attempt = browser.begin();

    assertEquals(AFTER + "&sign_in=cancelled", browser.follow(attempt, "cancel").location());
    assertEquals(0, stored());
  }

  @Test
  void discardsProofsOnCancelOfEarlierPage() {
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());
    var begun = beginStrong(browser);
    browser.open(begun);
    var form = browser.hidden();
    var proven = SignInTestBrowser.attemptOf(browser.signIn(begun, ADA, "right"));

    browser.follow(begun, "cancel");

    assertEquals(400, browser.open(proven).status());
    assertEquals(400, browser.submitAgain(form, "identifier", ADA).status());
  }

  @Test
  void discardsProofsOnAccountSwitch() {
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());
    var begun = beginStrong(browser);
    var proven = SignInTestBrowser.attemptOf(browser.signIn(begun, ADA, "right"));

    var anew = SignInTestBrowser.attemptOf(browser.follow(begun, "switch"));

    assertEquals(400, browser.open(proven).status());
    assertEquals(200, browser.open(anew).status());
    assertEquals("identifier", fixture.pages.last().template());
  }

  @Test
  void rejectsForgedState() {
    assertEquals(400, browser.open("x".repeat(600)).status());
  }

  @Test
  void showsFirstPageWithoutStoringState() {
    var page = browser.openWithout();

    assertEquals(200, page.status());
    assertEquals("identifier", fixture.pages.last().template());
    assertEquals(0, stored());
  }

  @Test
  void redirectsSignedInUserToAccount() {
    browser.withCookie(FakeSessionService.COOKIE, fixture.sessions.of(ACME, aUserRef().id()).id());

    var begun = browser.openWithout();

    assertEquals(
        "https://id.example.com/t/acme/account",
        browser.open(SignInTestBrowser.attemptOf(begun)).location());
  }

  @Test
  void requiresIdStateAndReturnPath() { // sealed by another version, perhaps
    var begun = LoginState.begun(SignInRequirement.any(), RETURN_TO);

    assertThrows(NullPointerException.class, () -> new SealedLoginState(null, begun, ""));
    assertThrows(NullPointerException.class, () -> new SealedLoginState("id", null, ""));
    assertThrows(NullPointerException.class, () -> LoginState.begun(SignInRequirement.any(), null));
  }

  @Test
  void storesNothingForJsonSignIn() {
    var request =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");
    browser.sendTo(fixture.json, request);

    assertEquals(200, request.status());
    assertEquals(0, stored());
  }

  private String beginStrong(SignInTestBrowser of) {
    var page = FakeHttpExchange.get(ACME, "/account");
    var strong = new TestRequirementBuilder().acr("urn:lumoauth:acr:2").build();
    of.sendTo(
        exchange ->
            exchange.redirect(fixture.signIn.begin(ACME, strong, RETURN_TO, exchange.view())),
        page);
    return SignInTestBrowser.attemptOf(page);
  }

  private long stored() {
    return fixture.store.count(ACME, "sign-in");
  }
}
