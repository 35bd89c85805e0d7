/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;

class LoginPageSignInServiceTest {
  private final SignInFlowFixture fixture = new SignInFlowFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nLocation: b",
        "/a#b",
        "",
        "t/acme"
      })
  void rejectsReturnUrlOutsideThisServer(String returnTo) {
    assertThrows(
        IllegalArgumentException.class,
        () -> fixture.signIn.begin(ACME, SignInRequirement.any(), returnTo));
  }

  /** As of the link in a mail. */
  @Test
  void keepsUiLocalesOfReturnPath() {
    var page = "/t/acme/approvals";
    var asked = aRequest().to("https://id.example.com" + page + "?ui_locales=de").build();

    var begun = fixture.signIn.begin(ACME, SignInRequirement.any(), page, asked);

    var known = fixture.known(begun.url().replaceAll(".*attempt=", ""));
    assertEquals(Optional.of("de"), known.requirement().uiLocales());
    assertEquals(page + "?ui_locales=de", known.returnTo());
  }

  @Test
  void listsSupportedContextClasses() {
    assertEquals(List.of("urn:lumoauth:acr:1"), fixture.signIn.supportedContextClasses(ACME));

    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());

    assertEquals(
        List.of("urn:lumoauth:acr:1", "urn:lumoauth:acr:2"),
        fixture.signIn.supportedContextClasses(ACME));
  }

  @Test
  void acceptsCurrentSession() {
    assertTrue(satisfied(new TestRequirementBuilder()));
  }

  @Test
  void rejectsOldSession() {
    assertFalse(satisfied(new TestRequirementBuilder().notBefore(fixture.now.plusSeconds(1))));
  }

  @Test
  void rejectsSessionOfOtherUser() {
    var bob = new SubjectRef(SubjectRef.USER, "usr_bob");

    assertFalse(satisfied(new TestRequirementBuilder().subject(bob)));
  }

  @Test
  void acceptsSessionDespiteUnsupportedPreferredAcr() {
    assertTrue(satisfied(new TestRequirementBuilder().acr("urn:lumoauth:acr:2").acr("gold")));
  }

  @Test
  void rejectsSessionWithoutEssentialAcr() {
    assertFalse(satisfied(new TestRequirementBuilder().acr("gold").essential()));
    assertFalse(satisfied(new TestRequirementBuilder().acr("urn:lumoauth:acr:2").essential()));
  }

  @Test
  void rejectsSingleFactorSessionIfPreferredAcrIsSupported() {
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());

    assertFalse(satisfied(new TestRequirementBuilder().acr("urn:lumoauth:acr:2")));
  }

  @Test
  void setsBrowserSecretCookie() {
    var cookie = begin(aRequest()).orElseThrow();

    assertTrue(
        cookie.matches(
            "__Host-lumoauth-login.acme=.{43}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600"),
        cookie);
  }

  @Test
  void keepsExistingBrowserSecret() {
    var secret = "s".repeat(43);
    var request = aRequest().withCookie("__Host-lumoauth-login.acme", secret);

    for (var each : List.of(request, request.withMethod("POST"))) {
      assertTrue(begin(each).orElseThrow().contains("=" + secret + ";"));
    }
  }

  @Test
  void setsNoSecretForPostOrOtherHost() { // it comes without Lax cookies, or with others
    assertEquals(Optional.empty(), begin(aRequest().withMethod("POST")));
    assertEquals(Optional.empty(), begin(aRequest().withHeader("Host", "127.0.0.1:8080")));
    assertEquals(Optional.empty(), begin(aRequest().withHeader("Host", "id.example.com.evil")));
  }

  @Test
  void recognizesOwnHostOnAnyPort() {
    for (String host : List.of("id.example.com", "ID.example.com", "id.example.com:8443")) {
      assertTrue(begin(aRequest().withHeader("Host", host)).isPresent(), host);
    }
  }

  private Optional<String> begin(HttpRequestViewBuilder request) {
    return fixture
        .signIn
        .begin(ACME, SignInRequirement.any(), "/t/acme/account", request.build())
        .setCookie();
  }

  private boolean satisfied(TestRequirementBuilder requirement) {
    var begun =
        fixture.sessions.begin(
            ACME,
            new org.lumoauth.api.authn.SessionService.NewSession(
                aUserRef(), java.util.Set.of("pwd"), "urn:lumoauth:acr:1", false),
            org.lumoauth.testkit.builder.TestBuilders.aRequest().build());
    return fixture.signIn.isSatisfied(ACME, begun.session(), requirement.build());
  }
}
