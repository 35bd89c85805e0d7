/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.code;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.parameters;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.shown;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** Errors of the authorization endpoint: on a page, or in a redirect to the client. */
class AuthorizationEndpointErrorTest extends AuthorizationEndpointTestBase {

  // Nobody is redirected to where it is not known to be right.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/cb",
        "https://app.example.com/cb/../x",
        "https://app.example.com/%2e%2e/cb",
        "https://app.example.com@evil.example/cb",
        "https://app.example.com\\@evil.example/cb",
        "https://app.example.com/cb#frag",
        "https://app.example.com/cb.evil",
        "https://\u0430pp.example.com/cb",
        "http://127.0.0.1:1234/cb",
        "//evil.example/cb",
        "javascript:alert(1)",
        "https://app.example.com/cb\r\nX: y"
      })
  void showsErrorPageForUnregisteredRedirectUri(String uri) {
    browser.signIn();

    FakeHttpExchange answer = browser.get(request("redirect_uri", uri));

    assertEquals(400, answer.status());
    assertNull(answer.location());
    assertEquals(List.of("error", "invalid_redirect_uri"), shown(world));
  }

  @Test
  void showsErrorPageForUnknownOrDisabledClient() {
    browser.get(request("client_id", "cli_unknown"));
    assertEquals(List.of("error", "invalid_client"), shown(world));

    world.clients.with(ACME, AuthorizationCodeFixture.client().disabled().build());
    FakeHttpExchange answer = browser.get(request());

    assertNull(answer.location());
    assertEquals(List.of("error", "invalid_client"), shown(world));
  }

  @Test
  void localizesErrorPagesByUiLocales() {
    Map<String, String> request = request("client_id", "cli_unknown");
    request.put("ui_locales", "de");
    browser.get(request);

    assertEquals(Locale.GERMAN, world.pages.last().locales().get(0));
  }

  @Test
  void showsErrorPageForClientOfAnotherTenant() {
    FakeHttpExchange answer =
        browser.send(
            browser.authorize,
            FakeHttpExchange.get(AuthorizationCodeFixture.GLOBEX, AuthorizationEndpoint.PATH),
            request());

    assertNull(answer.location());
    assertEquals(List.of("error", "invalid_client"), shown(world));
  }

  @Test
  void showsErrorPageForRepeatedRedirectUri() {
    FakeHttpExchange answer =
        browser.send(
            browser.authorize,
            FakeHttpExchange.get(ACME, AuthorizationEndpoint.PATH)
                .withParameter("redirect_uri", REDIRECT_URI),
            request());

    assertNull(answer.location());
    assertEquals(List.of("error", "invalid_redirect_uri"), shown(world));
  }

  @Test
  void requiresRedirectUriInOpenIdRequests() {
    assertNull(browser.get(request("redirect_uri", null)).location());

    Map<String, String> plain = request("redirect_uri", null);
    plain.put("scope", "documents.read");
    assertNotNull(browser.get(plain).location());
  }

  // Everything else is told to the client.

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, id_token token, unsupported_response_type",
    "response_type, , invalid_request",
    "response_mode, unheard, invalid_request",
    "scope, admin, invalid_scope",
    "scope, openid admin, invalid_scope",
    "prompt, none login, invalid_request",
    "prompt, dance, invalid_request",
    "max_age, -1, invalid_request",
    "max_age, soon, invalid_request",
    "claims, [], invalid_request",
    "claims, '{\"id_token\":{\"acr\":1}}', invalid_request",
    "claims, '{\"a\":1,\"a\":2}', invalid_request",
    "resource, relative/path, invalid_target",
    "resource, https://api.example.com/#x, invalid_target",
    "authorization_details, '[{\"type\":\"unheard\"}]', invalid_authorization_details",
    "authorization_details, '{}', invalid_authorization_details",
    "dpop_jkt, short, invalid_request",
    "id_token_hint, a.b.c, invalid_request",
    "request, a.b.c, request_not_supported",
    "request_uri, https://evil.example/r, request_uri_not_supported",
    "registration, {}, registration_not_supported"
  })
  void redirectsErrorToClient(String name, String value, String code) {
    browser.signIn();

    FakeHttpExchange answer = browser.get(request(name, value));

    assertEquals(303, answer.status());
    assertTrue(answer.location().startsWith(REDIRECT_URI + "?"), answer.location());
    assertEquals(code, error(answer));
    assertEquals("st", parameters(answer.location()).get("state"));
    assertEquals(ACME.issuer(), parameters(answer.location()).get("iss")); // RFC 9207: mix-up
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge, , The code_challenge parameter is required.",
    "code_challenge, short, The code_challenge must be a base64url-encoded SHA-256 hash of 43 characters.",
    "code_challenge_method, plain, The code_challenge_method must be S256.",
    "code_challenge_method, , The code_challenge_method must be S256."
  })
  void redirectsPkceErrorToClient(String name, String value, String reason) {
    browser.signIn();

    assertRefused(reason, browser.get(request(name, value)));
  }

  @Test
  void refusesARepeatedParameter() {
    FakeHttpExchange answer =
        browser.send(
            browser.authorize,
            FakeHttpExchange.get(ACME, AuthorizationEndpoint.PATH).withParameter("scope", "openid"),
            request());

    assertEquals("invalid_request", error(answer));
  }

  @Test
  void doesNotEchoOversizedState() {
    FakeHttpExchange answer = browser.get(request("state", "x".repeat(3_000)));

    assertEquals("invalid_request", error(answer));
    assertFalse(parameters(answer.location()).containsKey("state"));
  }

  @Test
  void preventsResponseSplitting() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    String location = browser.get(request("state", "a\r\nSet-Cookie: x=y")).location();

    assertTrue(location.chars().noneMatch(Character::isISOControl));
    assertEquals("invalid_request", parameters(location).get("error"));
  }

  @Test
  void returnsTemporarilyUnavailableForUnavailableModule() {
    world.registry.withUnavailable(ResponseModeHandler.class, "jwt", "oauth-jarm");
    world.registry.withUnavailable(AuthorizationRequestSource.class, "par", "oauth-par");
    world.registry.withUnavailable(
        AuthorizationDetailsTypeSource.class, "declared", "oauth-rich-authorization");

    for (var request :
        List.of(
            request("response_mode", "jwt"),
            request("request_uri", "urn:ietf:params:oauth:request_uri:x"),
            request("authorization_details", "[{\"type\":\"unheard\"}]"))) {
      assertEquals("temporarily_unavailable", error(browser.get(request)), request.toString());
    }
  }

  @Test
  void returnsTemporarilyUnavailableForFailingModule() {
    AuthorizationRequestSource nothing = (tenant, client, parameters) -> Optional.empty();
    world.registry.withFirstCallFailing(AuthorizationRequestSource.class, "par", nothing);

    var request = request("request_uri", "urn:ietf:params:oauth:request_uri:x");
    assertEquals("temporarily_unavailable", error(browser.get(request)));

    world.registry.withFirstCallFailing(AuthorizationRequestSource.class, "par", nothing);
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .with("require_pushed_authorization_requests", true)
            .build());
    assertEquals("temporarily_unavailable", error(browser.get(request())));
  }

  @Test
  void returnsTemporarilyUnavailableWhileParIsUnavailable() {
    world.registry.withUnavailable(AuthorizationRequestSource.class, "par", "oauth-par");
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .with("require_pushed_authorization_requests", true)
            .build());

    assertEquals("temporarily_unavailable", error(browser.get(request())));
  }
}
