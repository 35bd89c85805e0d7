/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** Methods that send links, and methods that replace others. */
class LoginLinkMethodTest {
  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void continuesSignInInOriginalBrowser() {
    mailed();
    var attempt = asked();

    follow(browser, attempt);
    browser.open(attempt);

    assertEquals("confirm", fixture.pages.last().template());
    assertEquals(AFTER, browser.submit("prove", "go", "on").location());
    assertEquals(Set.of("email"), fixture.sessions.list(ACME, aUserRef()).get(0).amr());
  }

  @Test
  void doesNotSignInOnOpeningLink() {
    mailed();
    follow(browser, asked());

    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void beginsNewSignInInOtherBrowser() { // what waits may be an attacker's
    mailed();
    var attempt = asked();
    var another = fixture.browser();

    var begun = follow(another, attempt).location().replaceAll(".*attempt=([^&]*)&.*", "$1");
    assertNotEquals(attempt, begun);
    another.next(follow(another, begun));

    assertEquals("/t/acme/account", path(another.submit("prove", "go", "on").location()));
  }

  @Test
  void keepsOriginalSignInPendingAfterOtherSignIn() {
    mailed();
    var attempt = asked();
    var another = fixture.browser();
    var begun = follow(another, attempt).location().replaceAll(".*attempt=([^&]*)&.*", "$1");
    another.next(follow(another, begun));
    another.submit("prove", "go", "on");

    assertEquals(200, browser.open(attempt).status());
    assertEquals("sent", fixture.pages.last().template());
  }

  @Test
  void keepsLinkOfExpiredSignIn() {
    mailed();

    assertTrue(
        follow(browser, "over")
            .location()
            .endsWith("&method=mailed&link=" + EmailLinkMethod.RIGHT));
  }

  @Test
  void rejectsUnknownLink() {
    mailed();
    var attempt = fixture.begin();
    browser.open(attempt);

    var parameters = Map.of("method", "mailed", "link", "forged");
    assertThrows(ApiException.class, () -> browser.follow(attempt, parameters));
  }

  @Test
  void rejectsLinkForMethodWithoutLinks() {
    var attempt = fixture.begin();
    browser.open(attempt);

    var parameters = Map.of("method", "password", "link", EmailLinkMethod.RIGHT);
    assertThrows(ApiException.class, () -> browser.follow(attempt, parameters));
  }

  @Test
  void rejectsLinkOfDisabledMethod() {
    mailed();
    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("methods", List.of("password")));
    var attempt = fixture.begin();
    browser.open(attempt);

    var parameters = Map.of("method", "mailed", "link", EmailLinkMethod.RIGHT);
    assertThrows(ApiException.class, () -> browser.follow(attempt, parameters));
  }

  @Test
  void doesNotCountALinkAsASecondFactor() {
    mailed();
    var attempt = fixture.begin(new TestRequirementBuilder().acr("urn:lumoauth:acr:2").build());
    browser.identify(attempt, ADA);

    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
    assertEquals("urn:lumoauth:acr:1", fixture.sessions.list(ACME, aUserRef()).get(0).acr());
  }

  @Test
  void offersNoReplacedMethod() {
    displacing();

    browser.identify(fixture.begin(), ADA);

    assertEquals("sent", fixture.pages.last().template());
    assertEquals(List.of(), fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void rejectsProofOfMethodReplacedMeanwhile() {
    var attempt = fixture.begin();
    browser.identify(attempt, ADA);
    displacing();

    browser.submit("prove", "password", "right");
    browser.open(attempt);
    browser.open(attempt);

    assertEquals("sent", fixture.pages.last().template());
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void acceptsReplacedMethodAfterReplacementIsRemoved() {
    displacing();
    fixture.registry.without(AuthenticationMethod.class, "mailed");

    assertEquals(AFTER, browser.signIn(fixture.begin(), ADA, "right").location());
  }

  @Test
  void rejectsPasswordWhileExclusiveMethodIsUnavailable() {
    fixture.settings.change(ACME, "mailed", Map.of("enabled", true, "only", true));
    displacing();
    fixture.registry.withUnavailable(AuthenticationMethod.class, "mailed", "authn-mailed");
    var json =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");
    browser.open(fixture.begin());

    var refusal =
        assertThrows(ApiException.class, () -> browser.submit("identify", "identifier", ADA));

    assertEquals(503, refusal.status());
    assertEquals("authn-mailed", refusal.details().get("module"));
    assertEquals(403, assertThrows(ApiException.class, () -> fixture.json.handle(json)).status());
  }

  @Test
  void rejectsPasswordIfExclusiveMethodCheckFails() {
    fixture.settings.change(ACME, "mailed", Map.of("enabled", true, "only", true));
    fixture.registry.withFirstCallFailing(
        AuthenticationMethod.class, "mailed", new EmailLinkMethod("password"));
    var json =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");

    assertEquals(403, assertThrows(ApiException.class, () -> fixture.json.handle(json)).status());
  }

  @Test
  void acceptsPasswordWhileNonExclusiveMethodIsUnavailable() {
    fixture.settings.change(ACME, "mailed", Map.of("enabled", true, "only", false));
    fixture.registry.withUnavailable(AuthenticationMethod.class, "mailed", "authn-mailed");

    assertEquals(AFTER, browser.signIn(fixture.begin(), ADA, "right").location());
  }

  @Test
  void requestsNoPasswordWhileReplacementIsUnusable() {
    var mailed = new EmailLinkMethod("password");
    mailed.sends = false;
    fixture.registry.with(AuthenticationMethod.class, "mailed", mailed);
    browser.open(fixture.begin());

    var refusal =
        assertThrows(ApiException.class, () -> browser.submit("identify", "identifier", ADA));

    assertEquals(503, refusal.status());
    assertEquals("authn-mailed", refusal.details().get("module"));
  }

  @Test
  void rejectsJsonSignInIfPasswordIsReplaced() {
    displacing();
    var request =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");

    var refusal = assertThrows(ApiException.class, () -> fixture.json.handle(request));

    assertEquals(403, refusal.status());
  }

  private void mailed() {
    fixture.registry.with(AuthenticationMethod.class, "mailed", new EmailLinkMethod());
  }

  private void displacing() {
    fixture.registry.with(AuthenticationMethod.class, "mailed", new EmailLinkMethod("password"));
  }

  /** A sign-in in which the link was sent. */
  private String asked() {
    var attempt = fixture.begin();
    browser.identify(attempt, ADA).follow(attempt, Map.of("method", "mailed"));
    browser.open(attempt);
    return attempt;
  }

  private static FakeHttpExchange follow(SignInTestBrowser who, String attempt) {
    return who.follow(attempt, Map.of("method", "mailed", "link", EmailLinkMethod.RIGHT));
  }

  private static String path(String url) {
    return url.replaceFirst("^https://[^/]*", "");
  }
}
