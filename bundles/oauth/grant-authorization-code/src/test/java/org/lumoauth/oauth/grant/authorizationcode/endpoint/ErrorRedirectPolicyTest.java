/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.shown;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** A client that registered itself tries to redirect users of others (RFC 9700 section 4.11.2). */
class ErrorRedirectPolicyTest {
  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @BeforeEach
  void register() {
    world.clients.with(
        ACME, AuthorizationCodeFixture.client().with(Client.SELF_REGISTERED, true).build());
  }

  @ParameterizedTest
  @CsvSource({
    "scope, not-registered, invalid_scope",
    "response_type, token, unsupported_response_type",
    "prompt, none, login_required",
    "code_challenge, short, invalid_request",
    "request, a.b.c, request_not_supported",
    "response_mode, unknown, invalid_request"
  })
  void showsErrorPageBeforeSignIn(String parameter, String value, String code) {
    FakeHttpExchange answer = browser.get(request(parameter, value));

    assertEquals(400, answer.status());
    assertNull(answer.location());
    assertEquals(List.of("error", code), shown(world));
    assertFalse(world.pages.last().model().containsKey("returnUrl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fragment", "form_post"})
  void showsErrorPageForEveryResponseMode(String mode) {
    Map<String, String> request = new HashMap<>(request("prompt", "none"));
    request.put("response_mode", mode);

    assertNull(browser.get(request).location());
    assertEquals(List.of("error", "login_required"), shown(world));
  }

  @Test
  void showsErrorPageWithReturnOriginBeforeConsent() {
    browser.signIn();

    FakeHttpExchange answer = browser.get(request("prompt", "none"));

    assertNull(answer.location());
    assertEquals(List.of("error", "consent_required"), shown(world));
    Map<String, Object> model = world.pages.last().model();
    assertTrue(String.valueOf(model.get("returnUrl")).startsWith(REDIRECT_URI + "?error="));
    assertTrue(REDIRECT_URI.startsWith(String.valueOf(model.get("returnOrigin"))));
  }

  @Test
  void showsErrorPageAfterDenial() {
    browser.signIn();
    browser.get(request());

    FakeHttpExchange answer = browser.consent(browser.form("deny"));

    assertNull(answer.location());
    assertEquals(List.of("error", "consent_declined"), shown(world));
  }

  @Test
  void showsErrorPageAfterCancelledSignIn() {
    browser.get(request());

    FakeHttpExchange answer =
        browser.resume(Map.of("ticket", browser.ticket(), "sign_in", "cancelled"));

    assertNull(answer.location());
    assertEquals(List.of("error", "consent_declined"), shown(world));
  }

  @Test
  void redirectsAfterTheUserConsented() {
    browser.signIn();
    browser.get(request());
    FakeHttpExchange granted = browser.consent(browser.form("allow"));

    FakeHttpExchange answer = browser.get(request("scope", "not-registered"));

    assertEquals(303, granted.status());
    assertEquals("invalid_scope", error(answer));
  }

  @Test
  void redirectsErrorsForAdministratorRegisteredClient() {
    world.clients.with(ACME, AuthorizationCodeFixture.client().build());

    assertEquals("login_required", error(browser.get(request("prompt", "none"))));
  }
}
