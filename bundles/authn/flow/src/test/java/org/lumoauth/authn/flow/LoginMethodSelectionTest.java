/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** Selection of the sign-in method, if several are available or a second factor is required. */
class LoginMethodSelectionTest {
  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void requestsSecondFactorIfRequired() {
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());
    var attempt = fixture.begin(requirement().acr("urn:lumoauth:acr:2").build());
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);

    assertEquals("code", fixture.pages.last().template());
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
    assertEquals(AFTER, browser.submit("prove", "code", "right").location());
    assertEquals("urn:lumoauth:acr:2", fixture.sessions.list(ACME, aUserRef()).get(0).acr());
  }

  @Test
  void requestsOnlySecondFactorFromSignedInUser() {
    signedIn();
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());
    var attempt = fixture.begin(requirement().acr("urn:lumoauth:acr:2").build());

    browser.open(attempt);
    browser.open(attempt);

    assertEquals("code", fixture.pages.last().template());
  }

  @Test
  void signsInWithoutPreferredSecondFactor() {
    var attempt = fixture.begin(requirement().acr("urn:lumoauth:acr:2").build());

    assertEquals(AFTER, browser.signIn(attempt, ADA, "right").location());
  }

  @Test
  void rejectsSignInWithoutEssentialSecondFactor() {
    var attempt = fixture.begin(requirement().acr("urn:lumoauth:acr:2").essential().build());

    assertEquals(403, browser.signIn(attempt, ADA, "right").status());
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void doesNotOfferASecondFactorAsTheFirst() {
    fixture.registry.with(AuthenticationMethod.class, "a-code", FixedSecretMethod.code());
    browser.identify(fixture.begin(), ADA);

    assertEquals("password", fixture.pages.last().template());
    assertEquals(List.of(), fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void appliesTenantMethodOrder() {
    fixture.registry.with(AuthenticationMethod.class, "zebra", FixedSecretMethod.password());
    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("methods", List.of("zebra", "password")));
    var attempt = fixture.begin();

    browser.identify(attempt, ADA);

    assertEquals(
        List.of(
            Map.of(
                "value",
                "password",
                "href",
                "/t/acme/login?attempt=" + attempt + "&method=password")),
        fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void offersNewMethodOnlyIfTenantEnabledIt() {
    fixture.registry.with(
        AuthenticationMethod.class, "installed-later", FixedSecretMethod.password());
    browser.identify(fixture.begin(), ADA);
    assertEquals(List.of(), fixture.pages.last().model().get("alternatives"));

    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("methods", List.of("password", "installed-later")));
    browser.identify(fixture.begin(), ADA);
    assertEquals(1, ((List<?>) fixture.pages.last().model().get("alternatives")).size());
  }

  @Test
  void showsNoButtonForNewlyInstalledMethod() {
    fixture.registry.with(
        AuthenticationMethod.class, "installed-later", new ExternalProviderMethod());
    browser.open(fixture.begin());

    assertEquals(List.of(), fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void rejectsStartWithNewlyInstalledMethod() {
    fixture.registry.with(
        AuthenticationMethod.class, "installed-later", new ExternalProviderMethod());
    var attempt = fixture.begin();
    browser.open(attempt);

    var way = Map.of("method", "installed-later", "way", "contoso");
    assertThrows(ApiException.class, () -> browser.follow(attempt, way));
  }

  @Test
  void startsWithPasswordAndOffersAlternatives() {
    fixture.registry.with(AuthenticationMethod.class, "a-first", FixedSecretMethod.password());
    var attempt = fixture.begin();
    browser.identify(attempt, ADA);

    assertEquals("password", fixture.pages.last().template());
    assertEquals(
        List.of(
            Map.of(
                "value",
                "a-first",
                "href",
                "/t/acme/login?attempt=" + attempt + "&method=a-first")),
        fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void requestsChoiceBetweenMethods() {
    fixture.registry.without(AuthenticationMethod.class, "password");
    fixture.registry.with(AuthenticationMethod.class, "yak", FixedSecretMethod.password());
    fixture.registry.with(AuthenticationMethod.class, "zebra", FixedSecretMethod.password());
    browser.identify(fixture.begin(), ADA);

    assertEquals("choose-method", fixture.pages.last().template());
    assertEquals(
        Set.of(Map.of("value", "yak"), Map.of("value", "zebra")),
        Set.copyOf((List<?>) fixture.pages.last().model().get("methods")));
  }

  @Test
  void continuesWithChosenMethod() {
    fixture.registry.without(AuthenticationMethod.class, "password");
    fixture.registry.with(AuthenticationMethod.class, "yak", FixedSecretMethod.password());
    fixture.registry.with(AuthenticationMethod.class, "zebra", FixedSecretMethod.password());
    var attempt = fixture.begin();
    browser.identify(attempt, ADA).submit("choose", "method", "zebra");
    browser.open(attempt);

    assertEquals("password", fixture.pages.last().template());
    assertEquals(AFTER, browser.submit("prove", "password", "right").location());
  }

  @Test
  void rejectsMethodNotOffered() {
    fixture.registry.without(AuthenticationMethod.class, "password");
    fixture.registry.with(AuthenticationMethod.class, "yak", FixedSecretMethod.password());
    fixture.registry.with(AuthenticationMethod.class, "zebra", FixedSecretMethod.password());
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());
    browser.identify(fixture.begin(), ADA);

    assertThrows(ApiException.class, () -> browser.submit("choose", "method", "totp"));
  }

  @Test
  void requestsChoiceBetweenSecondFactors() {
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());
    fixture.registry.with(AuthenticationMethod.class, "other", FixedSecretMethod.code());
    var attempt = fixture.begin(requirement().acr("urn:lumoauth:acr:2").build());
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);

    assertEquals("choose-method", fixture.pages.last().template());
    assertEquals(true, fixture.pages.last().model().get("stepUp"));
    browser.submit("choose", "method", "other");
    browser.open(attempt);
    assertEquals(AFTER, browser.submit("prove", "code", "right").location());
  }

  @Test
  void showsButtonForEachExternalProvider() {
    fixture.registry.with(AuthenticationMethod.class, "elsewhere", new ExternalProviderMethod());
    var attempt = fixture.begin();
    browser.open(attempt);

    assertEquals(
        List.of(
            Map.of(
                "value", "elsewhere",
                "label", "Contoso",
                "icon", "building",
                "href", "/t/acme/login?attempt=" + attempt + "&method=elsewhere&way=contoso")),
        fixture.pages.last().model().get("alternatives"));
  }

  @Test
  void signsInAfterExternalProviderRedirect() {
    fixture.registry.with(AuthenticationMethod.class, "elsewhere", new ExternalProviderMethod());
    var attempt = fixture.begin();
    browser.open(attempt);

    var left = browser.follow(attempt, Map.of("method", "elsewhere", "way", "contoso"));
    assertEquals("https://contoso.example/authorize", left.location());
    var back = browser.follow(attempt, Map.of("answer", "right"));
    assertEquals(AFTER, back.location());
    assertEquals(1, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void restartsAfterFailedExternalSignIn() {
    fixture.registry.with(AuthenticationMethod.class, "elsewhere", new ExternalProviderMethod());
    var attempt = fixture.begin();
    browser.open(attempt);
    browser.follow(attempt, Map.of("method", "elsewhere", "way", "contoso"));

    assertEquals(422, browser.follow(attempt, Map.of("answer", "refused")).status());
    assertEquals("identifier", fixture.pages.last().template());
    assertEquals("wrong", fixture.pages.last().model().get("error"));
  }

  @Test
  void reportsUnavailableExternalProviderWithoutFailure() {
    var elsewhere = new ExternalProviderMethod();
    fixture.registry.with(AuthenticationMethod.class, "elsewhere", elsewhere);
    var attempt = fixture.begin();
    browser.open(attempt);
    elsewhere.silent = true;

    assertUnavailable(browser.follow(attempt, Map.of("method", "elsewhere", "way", "contoso")));
    elsewhere.silent = false;
    browser.follow(attempt, Map.of("method", "elsewhere", "way", "contoso"));
    elsewhere.silent = true;
    assertUnavailable(browser.follow(attempt, Map.of("answer", "right")));
    assertEquals(List.of(), fixture.audit.actions(ACME.id()));

    elsewhere.silent = false;
    browser.follow(attempt, Map.of("method", "elsewhere", "way", "contoso"));
    assertEquals(AFTER, browser.follow(attempt, Map.of("answer", "right")).location());
  }

  private void assertUnavailable(FakeHttpExchange answer) {
    assertEquals(503, answer.status());
    assertEquals("5", answer.responseHeader("Retry-After"));
    assertEquals("identifier", fixture.pages.last().template());
    assertEquals("unavailable", fixture.pages.last().model().get("error"));
  }

  @Test
  void ignoresUnrequestedExternalResponse() { // a forged way back
    fixture.registry.with(AuthenticationMethod.class, "elsewhere", new ExternalProviderMethod());
    var attempt = fixture.begin();
    browser.open(attempt);

    browser.follow(attempt, Map.of("answer", "right"));

    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  private void signedIn() {
    browser.withCookie(FakeSessionService.COOKIE, fixture.sessions.of(ACME, aUserRef().id()).id());
  }

  private static TestRequirementBuilder requirement() {
    return new TestRequirementBuilder();
  }
}
