/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;
import static org.lumoauth.authn.flow.SignInFlowFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.FixedSecretMethod;
import org.lumoauth.authn.flow.SignInFlowFixture;
import org.lumoauth.authn.flow.SignInTestBrowser;
import org.lumoauth.authn.flow.TestRequirementBuilder;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class LoginEndpointTest {

  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void signsInUser() {
    var answer = browser.signIn(fixture.begin(), ADA, "right");

    assertEquals(303, answer.status());
    assertEquals(AFTER, answer.location());
    assertEquals(1, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void setsAmrAndAcrOfSession() {
    browser.signIn(fixture.begin(), ADA, "right");

    var session = fixture.sessions.list(ACME, aUserRef()).get(0);
    assertEquals(Set.of("pwd"), session.amr());
    assertEquals("urn:lumoauth:acr:1", session.acr());
  }

  @Test
  void auditsAndCountsSignIn() {
    browser.signIn(fixture.begin(), ADA, "right");

    assertEquals(List.of("login.succeeded"), fixture.audit.actions(ACME.id()));
    assertEquals(List.of(aUserRef().id()), fixture.milestones.signedIn());
  }

  @Test
  void showsFormAgainAfterWrongCredential() {
    var attempt = fixture.begin();
    var refused = browser.signIn(attempt, ADA, "wrong");

    assertEquals(422, refused.status());
    assertEquals("wrong", fixture.pages.last().model().get("error"));
    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
  }

  @Test
  void auditsFailureWithoutEnteredValues() {
    browser.signIn(fixture.begin(), "nobody@example.com", "wrong-secret");

    var event = fixture.audit.last(ACME.id()).event();
    assertEquals("login.failed", event.action());
    assertFalse(event.toString().contains("wrong-secret"));
    assertFalse(event.toString().contains("nobody@"));
  }

  @Test
  void createsNewSessionId() { // session fixation
    browser.withCookie(FakeSessionService.COOKIE, "ses_planted");

    browser.signIn(fixture.begin(), ADA, "right");

    assertFalse(browser.cookies().get(FakeSessionService.COOKIE).equals("ses_planted"));
  }

  @Test
  void ignoresReturnUrlInForm() { // open redirect
    var attempt = fixture.begin();
    browser.identify(attempt, ADA);

    var answer =
        browser.submit(
            "prove",
            "password",
            "right",
            Map.of("returnTo", "https://evil.example", "return_to", "//evil.example"));

    assertEquals(AFTER, answer.location());
  }

  @Test
  void isUnknownInOtherTenant() { // an attempt of tenant A at tenant B
    var attempt = fixture.begin();
    browser.open(attempt);

    var answer = new SignInTestBrowser(fixture, GLOBEX).open(attempt);

    assertEquals(400, answer.status());
    assertEquals("error", fixture.pages.last().template());
  }

  @Test
  void rejectsCompletedSignIn() {
    var attempt = fixture.begin();
    browser.signIn(attempt, ADA, "right");

    assertEquals(400, browser.open(attempt).status());
  }

  @Test
  void expiresAfterHalfAnHour() {
    var attempt = fixture.begin();
    browser.open(attempt);
    fixture.now = fixture.now.plus(Duration.ofMinutes(30));

    assertEquals(400, browser.open(attempt).status());
  }

  @Test
  void continuesWithNextModuleVersion() {
    var attempt = fixture.begin();
    browser.identify(attempt, ADA);
    browser.at(fixture.endpoint());
    browser.open(attempt);

    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
  }

  @Test
  void continuesWithNextMethodVersion() {
    browser.identify(fixture.begin(), ADA);
    fixture.registry.with(AuthenticationMethod.class, "password", FixedSecretMethod.password());

    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
  }

  @Test
  void returnsRetryAfterWhenRateLimited() {
    var answer = browser.signIn(fixture.begin(), ADA, FixedSecretMethod.LATER);

    assertEquals(429, answer.status());
    assertEquals("900", answer.responseHeader("Retry-After"));
    assertEquals("throttled", fixture.pages.last().model().get("error"));
    assertEquals(900L, fixture.pages.last().model().get("retryAfter"));
  }

  @Test
  void letsUsersCancel() {
    var attempt = fixture.begin();
    browser.open(attempt);

    var answer = browser.follow(attempt, "cancel");

    assertEquals(AFTER + "&sign_in=cancelled", answer.location());
  }

  @Test
  void letsUsersSwitchAccounts() {
    var attempt = fixture.begin();
    browser.identify(attempt, "bob@example.com");
    browser.follow(attempt, "switch");

    browser.open(attempt);

    assertEquals("identifier", fixture.pages.last().template());
  }

  @Test
  void prefillsLoginHint() {
    browser.open(fixture.begin(requirement().loginHint(ADA).build()));

    assertEquals(ADA, fixture.pages.last().model().get("identifier"));
  }

  @Test
  void redirectsToRegistrationOnRequest() {
    fixture.registry.with(RegistrationAndRecoveryLinkProvider.class, "registration", links());
    var attempt = fixture.begin(requirement().create().build());

    assertEquals(
        "https://id.example.com/t/acme/register?attempt=" + attempt,
        browser.open(attempt).location());
  }

  @Test
  void beginsSignInWithoutRequest() {
    assertEquals(200, browser.openWithout().status());
    browser.next(browser.submit("identify", "identifier", ADA));

    assertEquals(
        "https://id.example.com/t/acme/account",
        browser.submit("prove", "password", "right").location());
  }

  @Test
  void passesUiLocalesToRegistrationAndRecovery() {
    fixture.registry.with(RegistrationAndRecoveryLinkProvider.class, "registration", links());
    var attempt = fixture.begin(requirement().uiLocales("de ja").build());
    browser.open(attempt);
    var register = fixture.pages.last().model().get("registerUrl");
    browser.identify(attempt, ADA);
    var forgot = fixture.pages.last().model().get("forgotUrl");

    assertTrue(String.valueOf(register).endsWith("&ui_locales=de+ja"), String.valueOf(register));
    assertTrue(String.valueOf(forgot).endsWith("&ui_locales=de+ja"), String.valueOf(forgot));
  }

  @Test
  void recognizesBrowserOfEarlierSignIn() {
    var method = FixedSecretMethod.password();
    fixture.registry.with(AuthenticationMethod.class, "password", method);
    browser.signIn(fixture.begin(), ADA, "right");
    browser.cookies().remove(FakeSessionService.COOKIE);

    browser.signIn(fixture.begin(), ADA, "right");

    assertEquals(Optional.empty(), method.seen.get(0).knownBrowser());
    assertTrue(method.seen.get(1).knownBrowser().isPresent());
  }

  @Test
  void recognizesBrowserOnlyForSameUser() {
    var method = FixedSecretMethod.password();
    fixture.registry.with(AuthenticationMethod.class, "password", method);
    browser.signIn(fixture.begin(), ADA, "right");
    browser.cookies().remove(FakeSessionService.COOKIE);

    browser.signIn(fixture.begin(), "bob@example.com", "wrong");

    assertEquals(Optional.empty(), method.seen.get(1).knownBrowser());
  }

  @Test
  void looksUpClientOncePerPage() {
    fixture.clients.with(ACME, aClient().withId("app").build());
    String attempt = fixture.begin(requirement().client("app").build());

    browser.open(attempt);

    assertEquals(1, fixture.clientsAsked);
  }

  @Test
  void allowsClientRedirectOriginsAsFormTargets() {
    fixture.clients.with(
        ACME,
        aClient()
            .withId("app")
            .withRedirectUris(
                "https://app.example.com/cb", "http://127.0.0.1/cb", "com.example.app:/cb")
            .build());

    browser.open(fixture.begin(requirement().client("app").build()));

    assertEquals(
        Set.of("https://app.example.com", "http://127.0.0.1:*", "com.example.app:"),
        fixture.pages.last().formTargets());
  }

  @Test
  void releasesAllLeases() {
    browser.signIn(fixture.begin(), ADA, "right");

    assertEquals(0, fixture.registry.openLeases());
  }

  @Test
  void hidesFormTokenFromMethods() {
    var method = FixedSecretMethod.password();
    fixture.registry.with(AuthenticationMethod.class, "password", method);

    browser.signIn(fixture.begin(), ADA, "wrong");

    assertNull(method.seen.get(0).state().get("token"));
  }

  @Test
  void rejectsEmptyIdentifier() {
    browser.open(fixture.begin());

    assertEquals(422, browser.submit("identify", "identifier", "  ").status());
  }

  private static TestRequirementBuilder requirement() {
    return new TestRequirementBuilder();
  }

  private static RegistrationAndRecoveryLinkProvider links() {
    return new RegistrationAndRecoveryLinkProvider() {
      @Override
      public Optional<String> registrationPath(TenantContext tenant) {
        return Optional.of("/t/" + tenant.slug() + "/register");
      }

      @Override
      public Optional<String> recoveryPath(TenantContext tenant) {
        return Optional.of("/t/" + tenant.slug() + "/forgot-password");
      }
    };
  }
}
