/* SPDX-License-Identifier: Apache-2.0 */
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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor.AuthorizationResponseAddition;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

class AuthorizationEndpointTest extends AuthorizationEndpointTestBase {

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
  void allowsPromptCreateOnlyIfRegistrationIsOpen() {
    assertEquals("invalid_request", error(browser.get(request("prompt", "create"))));

    world.signIn.setRegistrationOpen(true);
    assertTrue(browser.get(request("prompt", "create")).location().contains("/login"));
  }
}
