/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.authn.flow.ExternalProviderMethod;
import org.lumoauth.authn.flow.LoginFlowSettings;
import org.lumoauth.authn.flow.SignInFlowFixture;
import org.lumoauth.authn.flow.SignInTestBrowser;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** The address of the sign-in by a passkey, with and without a method of that name. */
class PasskeyLoginEndpointTest {
  private static final String LOGIN = "https://id.example.com/t/acme/login";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void redirectsToSignInWithoutPasskeys() {
    var answer = ask(Map.of());

    assertEquals(302, answer.status());
    assertEquals(LOGIN, answer.location());
  }

  @Test
  void continuesRequestedSignIn() {
    assertEquals(LOGIN + "?attempt=a%26b", ask(Map.of("attempt", "a&b")).location());
  }

  @Test
  void redirectsToPasskeyMethod() {
    passkeys();

    var begun = ask(Map.of());
    var location = begun.location();
    assertEquals(302, begun.status());
    assertTrue(location.endsWith("&method=passkey&way=contoso"), location);

    var on = browser.follow(SignInTestBrowser.attemptOf(begun), way());
    assertEquals("https://contoso.example/authorize", on.location());
  }

  @Test
  void redirectsToPasskeyMethodInRequestedSignIn() {
    passkeys();
    var attempt = fixture.begin();
    browser.open(attempt);

    var location = ask(Map.of("attempt", attempt)).location();

    assertEquals(LOGIN + "?attempt=" + attempt + "&method=passkey&way=contoso", location);
    assertEquals("https://contoso.example/authorize", browser.follow(attempt, way()).location());
  }

  @Test
  void redirectsToSignInIfPasskeysAreDisabled() {
    passkeys();
    fixture.settings.change(
        ACME, LoginFlowSettings.SECTION, Map.of("methods", List.of("password")));

    assertEquals(LOGIN, ask(Map.of()).location());
  }

  private void passkeys() {
    fixture.registry.with(AuthenticationMethod.class, "passkey", new ExternalProviderMethod());
  }

  private static Map<String, String> way() {
    return Map.of("method", "passkey", "way", "contoso");
  }

  private FakeHttpExchange ask(Map<String, String> query) {
    var exchange = FakeHttpExchange.get(ACME, "/oauth/passkey-login");
    query.forEach(exchange::withParameter);
    return browser.sendTo(fixture.passkeyLogin(), exchange);
  }
}
