package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor.AuthorizationResponseAddition;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

class AuthorizationEndpointTest {
  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void returnsCodeStateAndIssuer() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    FakeHttpExchange answer = browser.get(request());

    assertEquals(303, answer.status());
    assertTrue(answer.location().startsWith(REDIRECT_URI + "?"));
    assertNotNull(code(answer));
    assertEquals("st", parameters(answer.location()).get("state"));
    assertEquals(ACME.issuer(), parameters(answer.location()).get("iss"));
    assertEquals(List.of("authorization.granted"), world.log.actions(ACME.id()));
  }

  @Test
  void createsNoGrantIfAuditIsUnavailable() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    Session session = browser.signIn();
    world.log.unavailable();

    var refusal = assertThrows(ApiException.class, () -> browser.get(request()));

    assertEquals("audit_unavailable", refusal.code());
    assertEquals(List.of(), world.grants.list(ACME, session.subject()));
  }

  @Test
  void returnsNoCodeWhenTheAuditRecordFails() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();
    world.log.failing();

    var refusal = assertThrows(ApiException.class, () -> browser.get(request()));

    assertEquals("audit_unavailable", refusal.code());
  }

  @Test
  void returnsNoCodeForResponseTypeNone() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    FakeHttpExchange answer = browser.get(request("response_type", "none"));

    assertEquals(Map.of("state", "st", "iss", ACME.issuer()), parameters(answer.location()));
  }

  @Test
  void includesContributedParametersAndHeaders() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    contribute(Map.of("session_state", "hash.salt"));
    browser.signIn();

    FakeHttpExchange answer = browser.get(request());

    assertEquals("hash.salt", parameters(answer.location()).get("session_state"));
    assertEquals(List.of("state=1; Path=/"), answer.responseHeaders("Set-Cookie"));
  }

  @Test
  void ignoresContributedReservedParameters() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    contribute(Map.of("iss", "https://evil.example", "state", "other", "code", "other"));
    browser.signIn();

    var parameters = parameters(browser.get(request()).location());

    assertEquals(ACME.issuer(), parameters.get("iss"));
    assertEquals("st", parameters.get("state"));
    assertFalse("other".equals(parameters.get("code")));
  }

  @Test
  void addsNoContributedParametersToErrors() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    contribute(Map.of("session_state", "hash.salt"));

    FakeHttpExchange answer = browser.get(request("prompt", "none"));

    assertEquals("login_required", error(answer));
    assertNull(parameters(answer.location()).get("session_state"));
    assertEquals(List.of(), answer.responseHeaders("Set-Cookie"));
  }

  @Test
  void preservesRedirectUriQuery() {
    String uri = REDIRECT_URI + "?tenant=a";
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client().withRedirectUris(uri).with("first_party", true).build());
    browser.signIn();

    FakeHttpExchange answer = browser.get(request("redirect_uri", uri));

    assertTrue(answer.location().startsWith(uri + "&"), answer.location());
  }

  @Test
  void supportsFragmentAndFormPostResponseModes() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    String location = browser.get(request("response_mode", "fragment")).location();
    FakeHttpExchange form = browser.get(request("response_mode", "form_post"));

    assertTrue(location.startsWith(REDIRECT_URI + "#"), location);
    assertEquals(200, form.status());
    assertEquals("form-post", world.pages.last().template());
    assertEquals(REDIRECT_URI, world.pages.last().model().get("action"));
    assertEquals(
        ACME.issuer(), ((Map<?, ?>) world.pages.last().model().get("parameters")).get("iss"));
  }

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

  private static void assertRefused(String reason, FakeHttpExchange answer) {
    assertTrue(answer.location().startsWith(REDIRECT_URI + "?"), answer.location());
    assertEquals("invalid_request", error(answer));
    assertEquals(reason, parameters(answer.location()).get("error_description"));
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
  void rejectsClientWithoutGrantType() {
    world.clients.with(
        ACME, AuthorizationCodeFixture.client().withGrantTypes("client_credentials").build());

    assertEquals("unauthorized_client", error(browser.get(request())));
  }

  @Test
  void allowsMissingPkceOnlyForPermittedConfidentialClient() {
    browser.signIn();
    Map<String, String> without = request("code_challenge", null);
    without.remove("code_challenge_method");

    world.clients.with(ACME, AuthorizationCodeFixture.client().with("require_pkce", false).build());
    assertEquals(200, browser.get(without).status());

    world.clients.with(
        ACME, AuthorizationCodeFixture.client().publicClient().with("require_pkce", false).build());
    assertRefused("The code_challenge parameter is required.", browser.get(without));
  }

  @Test
  void rejectsUnpushedRequestOfParClient() {
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .with("require_pushed_authorization_requests", true)
            .build());

    assertEquals("invalid_request", error(browser.get(request())));
  }

  @Test
  void rejectsSigningClientWithoutRequestObjectModule() {
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client().with("require_signed_request_object", true).build());

    assertEquals("invalid_request", error(browser.get(request())));
  }

  @Test
  void rejectsUnpushedRequestIfTenantRequiresPar() {
    world.settings.change(ACME, "authorization", Map.of("requirePushedRequests", true));

    assertEquals("invalid_request", error(browser.get(request())));
  }

  @Test
  void ignoresParametersOutsidePushedRequest() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();
    AuthorizationRequestSource pushed =
        (tenant, client, parameters) ->
            parameters.containsKey("request_uri")
                ? Optional.of(
                    Map.of(
                        "client_id", List.of(ClientBuilder.ID),
                        "redirect_uri", List.of(REDIRECT_URI),
                        "response_type", List.of("none"),
                        "scope", List.of("openid"),
                        "state", List.of("pushed")))
                : Optional.empty();
    world.registry.with(AuthorizationRequestSource.class, "par", pushed);

    FakeHttpExchange answer = browser.get(request("request_uri", "urn:x"));

    assertEquals(Map.of("state", "pushed", "iss", ACME.issuer()), parameters(answer.location()));
  }

  @Test
  void doesNotVerifyPushedRequestObjectAgain() {
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .with("first_party", true)
            .with("require_signed_request_object", true)
            .build());
    browser.signIn();
    Map<String, List<String>> verified =
        Map.of(
            "client_id", List.of(ClientBuilder.ID),
            "redirect_uri", List.of(REDIRECT_URI),
            "response_type", List.of("none"),
            "scope", List.of("openid"),
            "state", List.of("verified"));
    AuthorizationRequestSource objects =
        (tenant, client, parameters) -> {
          throw new OAuthException(400, "invalid_request_object", "It has expired.");
        };
    world.registry.with(AuthorizationRequestSource.class, "par", new Verified(verified));
    world.registry.with(AuthorizationRequestSource.class, "jar", objects);

    FakeHttpExchange answer = browser.get(request("request_uri", "urn:x"));

    assertEquals(Map.of("state", "verified", "iss", ACME.issuer()), parameters(answer.location()));
  }

  /** A request that was pushed in a request object. */
  private record Verified(Map<String, List<String>> inside) implements AuthorizationRequestSource {

    @Override
    public Optional<Map<String, List<String>>> resolveParameters(
        TenantContext tenant, Client client, Map<String, List<String>> parameters) {
      return resolve(tenant, client, parameters).map(AuthorizationRequestParameters::parameters);
    }

    @Override
    public Optional<AuthorizationRequestParameters> resolve(
        TenantContext tenant, Client client, Map<String, List<String>> parameters) {
      return Optional.of(new AuthorizationRequestParameters(inside, true));
    }
  }

  @Test
  void refusesAPushedRequestOfAnotherClient() {
    AuthorizationRequestSource pushed =
        (tenant, client, parameters) -> Optional.of(Map.of("client_id", List.of("cli_other")));
    world.registry.with(AuthorizationRequestSource.class, "par", pushed);

    assertEquals("invalid_request", error(browser.get(request())));
  }

  // Signing in.

  // Consent.

  /** Another module adds parameters and a cookie. */
  private void contribute(Map<String, String> parameters) {
    world.registry.with(
        AuthorizationResponseContributor.class,
        "other",
        (tenant, request, session) ->
            new AuthorizationResponseAddition(parameters, List.of("state=1; Path=/")));
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

  @Test
  void allowsPromptCreateOnlyIfRegistrationIsOpen() {
    assertEquals("invalid_request", error(browser.get(request("prompt", "create"))));

    world.signIn.setRegistrationOpen(true);
    assertTrue(browser.get(request("prompt", "create")).location().contains("/login"));
  }
}
