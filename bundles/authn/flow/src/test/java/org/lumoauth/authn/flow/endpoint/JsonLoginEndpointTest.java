/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.FixedSecretMethod;
import org.lumoauth.authn.flow.LoginFlowSettings;
import org.lumoauth.authn.flow.SignInFlowFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class JsonLoginEndpointTest {
  private static final String OWN = "https://id.example.com";
  private static final String PATH = "/oauth/login/json";

  private final SignInFlowFixture fixture = new SignInFlowFixture();

  @Test
  void signsInUser() {
    var answer = post("ada@example.com", "right");

    assertEquals(200, answer.status());
    assertEquals(Map.of("status", "complete"), answer.answer());
    assertTrue(answer.responseHeaders("Set-Cookie").stream().anyMatch(this::isSession));
  }

  @Test
  void auditsSignIn() {
    post("ada@example.com", "right");

    assertEquals(List.of("login.succeeded"), fixture.audit.actions(ACME.id()));
    assertEquals(List.of(aUserRef().id()), fixture.milestones.signedIn());
  }

  @Test
  void answersTheSameForAWrongPasswordAndAnUnknownAccount() {
    var wrong = post("ada@example.com", "wrong");
    var nobody = post("nobody@example.com", "wrong");

    assertEquals(401, wrong.status());
    assertEquals("invalid_credentials", wrong.answer().get("status"));
    assertEquals(wrong.answer(), nobody.answer());
    assertEquals(wrong.status(), nobody.status());
  }

  @Test
  void auditsFailureWithoutEnteredValues() {
    post("nobody@example.com", "a-secret");

    var event = fixture.audit.last(ACME.id()).event();
    assertEquals("login.failed", event.action());
    assertFalse(event.toString().contains("a-secret") || event.toString().contains("nobody@"));
  }

  @Test
  void reportsBlockedAccountGivenCorrectPassword() {
    fixture.users.with(ACME, aUser().withBlocked().build());
    fixture.subjects.disabled(ACME, aUserRef());

    var answer = post("ada@example.com", "right");

    assertEquals(403, answer.status());
    assertEquals("blocked", answer.answer().get("status"));
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void hidesBlockedAccountGivenWrongPassword() {
    fixture.users.with(ACME, aUser().withBlocked().build());
    fixture.subjects.disabled(ACME, aUserRef());

    assertEquals(401, post("ada@example.com", "wrong").status());
  }

  @Test
  void reportsInactiveAccount() {
    fixture.users.with(ACME, aUser().inactive().build());
    fixture.subjects.disabled(ACME, aUserRef());

    assertEquals("inactive", post("ada@example.com", "right").answer().get("status"));
  }

  @Test
  void returnsRetryAfterWhenRateLimited() {
    var answer = post("ada@example.com", FixedSecretMethod.LATER);

    assertEquals(429, answer.status());
    assertEquals("rate_limited", answer.answer().get("status"));
    assertTrue(Long.parseLong(answer.responseHeader("Retry-After")) > 0);
  }

  @Test
  void rejectsBodyWithoutPassword() {
    var answer = send(body(Map.of("email", "ada@example.com")), OWN);

    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.answer().get("status"));
  }

  @Test
  void rejectsUntrustedOrigin() { // login CSRF
    var form = body(Map.of("email", "ada@example.com", "password", "right"));

    var refusal = assertThrows(ApiException.class, () -> send(form, "https://evil.example"));

    assertEquals(403, refusal.status());
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void rejectsRequestWithoutOrigin() {
    var exchange = body(Map.of("email", "ada@example.com", "password", "right"));

    assertThrows(ApiException.class, () -> fixture.json.handle(exchange));
  }

  @Test
  void acceptsTrustedOrigin() {
    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("trustedOrigins", List.of("https://app.example")));
    var form = body(Map.of("email", "ada@example.com", "password", "right"));

    var answer = send(form, "https://app.example");

    assertEquals(200, answer.status());
    assertEquals("https://app.example", answer.responseHeader("Access-Control-Allow-Origin"));
    assertEquals("true", answer.responseHeader("Access-Control-Allow-Credentials"));
  }

  @Test
  void continuesWithSecondFactorInSameBrowser() {
    fixture.registry.with(AuthenticationMethod.class, "code", FixedSecretMethod.code());
    var members =
        Map.<String, Object>of(
            "email", "ada@example.com", "password", "right", "acr_values", "urn:lumoauth:acr:2");

    var answer = send(body(members), OWN);

    assertEquals("mfa_required", answer.answer().get("status"));
    var attempt = answer.answer().get("challenge_url").toString().replaceAll(".*attempt=", "");
    var browser = fixture.browser();
    for (String header : answer.responseHeaders("Set-Cookie")) {
      var pair = header.split(";")[0].split("=", 2);
      browser.withCookie(pair[0], pair[1]);
    }
    assertEquals(403, fixture.browser().open(attempt).status());
    browser.open(attempt);
    browser.open(attempt);
    assertEquals(303, browser.submit("prove", "code", "right").status());
    assertEquals(1, fixture.sessions.list(ACME, aUserRef()).size());
  }

  @Test
  void leavesNoPendingSignInAfterRefusal() {
    post("ada@example.com", "wrong");

    assertEquals(0, fixture.store.count(ACME, "sign-in"));
  }

  @Test
  void acceptsUsername() {
    fixture.users.with(ACME, aUser().withUsername("ada").build());

    assertEquals(200, post("ada", "right").status());
  }

  @Test
  void rejectsUsernameIfDisabled() {
    fixture.users.with(ACME, aUser().withUsername("ada").build());
    fixture.settings.change(ACME, LoginFlowSettings.SECTION, Map.of("username", false));

    assertEquals(401, post("ada", "right").status());
  }

  @Test
  void answersCorsPreflight() throws IOException {
    var preflight = FakeHttpExchange.options(ACME, PATH).withHeader("Origin", OWN);

    fixture.json.handle(preflight);

    assertEquals(204, preflight.status());
    assertEquals(OWN, preflight.responseHeader("Access-Control-Allow-Origin"));
  }

  private boolean isSession(String cookie) {
    return cookie.startsWith(FakeSessionService.COOKIE);
  }

  private FakeHttpExchange post(String identifier, String password) {
    return send(body(Map.of("identifier", identifier, "password", password)), OWN);
  }

  private static FakeHttpExchange body(Map<String, Object> members) {
    return FakeHttpExchange.json(ACME, PATH, new HashMap<>(members));
  }

  private FakeHttpExchange send(FakeHttpExchange exchange, String origin) {
    try {
      fixture.json.handle(exchange.withHeader("Origin", origin));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return exchange;
  }
}
