/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.VERIFIER;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.code;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.shown;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

/** The consent page, and its approval or denial. */
class AuthorizeConsentTest {
  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void asksForConsentOnce() {
    browser.signIn();
    assertEquals(200, browser.get(request()).status());
    assertEquals("consent", world.pages.last().template());

    assertNotNull(code(browser.consent(browser.form("allow"))));
    assertNotNull(code(browser.get(request())));
  }

  @Test
  void pageContainsResumeUrlForLanguageSwitch() {
    browser.signIn();
    browser.get(request());
    var model = world.pages.last().model();
    var ticket = ((Map<?, ?>) model.get("hidden")).get("ticket");

    assertTrue(
        String.valueOf(model.get("self")).endsWith("/oauth/authorize/resume?ticket=" + ticket),
        String.valueOf(model.get("self")));
    assertTrue(String.valueOf(model.get("self")).startsWith("/"));
  }

  @Test
  void asksAgainForMoreScopeOrPromptConsent() {
    browser.signIn();
    browser.get(request());
    browser.consent(browser.form("allow"));

    assertEquals(200, browser.get(request("scope", "openid documents.read")).status());
    assertEquals(200, browser.get(request("prompt", "consent")).status());
    assertNotNull(code(browser.consent(browser.form("allow"))));
  }

  @Test
  void requiresConsentForPersonalScopesOfFirstPartyClient() {
    world.registry.with(ServerMetadataContributor.class, "agents-approvals", new Deputies());
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .withScope("openid", "deputies.write")
            .with("first_party", true)
            .build());
    browser.signIn();

    assertNotNull(code(browser.get(request("scope", "openid"))));
    assertEquals(200, browser.get(request("scope", "openid deputies.write")).status());
    assertEquals("consent", world.pages.last().template());
    assertNotNull(code(browser.consent(browser.form("allow"))));
    assertNotNull(code(browser.get(request("scope", "openid deputies.write"))));
  }

  @Test
  void requiresConsentForPersonalScopesWithoutTheirModule() {
    world.registry.with(ServerMetadataContributor.class, "agents-approvals", new Deputies());
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .withScope("openid", "deputies.write")
            .with("first_party", true)
            .build());
    browser.signIn();
    browser.get(request("scope", "openid"));
    world.registry.without(ServerMetadataContributor.class, "agents-approvals");

    assertEquals(200, browser.get(request("scope", "openid deputies.write")).status());
  }

  /** A module with a scope over what is a person's own. */
  private static final class Deputies implements ServerMetadataContributor {
    @Override
    public void contribute(TenantContext tenant, Map<String, Object> metadata) {
      ServerMetadataContributor.add(metadata, "scopes_supported", personalScopes());
    }

    @Override
    public Set<String> personalScopes() {
      return Set.of("deputies.write");
    }
  }

  @Test
  void marksScopeExtensionOnConsentPage() {
    browser.signIn();
    browser.get(request());
    browser.consent(browser.form("allow"));

    browser.get(request("prompt", "consent"));
    assertEquals(false, world.pages.last().model().get("before"));
    browser.get(request("scope", "openid documents.read"));
    assertEquals(true, world.pages.last().model().get("before"));
  }

  @Test
  void asksEveryTimeForPublicClientWithCustomScheme() {
    String uri = "com.example.app:/cb";
    world.clients.with(
        ACME, AuthorizationCodeFixture.client().publicClient().withRedirectUris(uri).build());
    browser.signIn();
    browser.get(request("redirect_uri", uri));
    browser.consent(browser.form("allow"));

    assertEquals(200, browser.get(request("redirect_uri", uri)).status());
  }

  @Test
  void returnsAccessDeniedToTheClient() {
    browser.signIn();
    browser.get(request());

    FakeHttpExchange answer = browser.consent(browser.form("deny"));

    assertEquals("access_denied", error(answer));
    assertEquals("authorization.denied", world.log.last(ACME.id()).event().action());
  }

  @Test
  void treatsUnknownDecisionAsDenial() {
    browser.signIn();
    browser.get(request());

    assertEquals("access_denied", error(browser.consent(browser.form("ALLOW"))));
  }

  @Test
  void refusesAForgedConsent() {
    browser.signIn();
    browser.get(request());
    Map<String, String> forged = browser.form("allow");
    forged.put("form_token", "guess");

    FakeHttpExchange answer = browser.consent(forged);

    assertEquals(403, answer.status());
    assertEquals(List.of("error", "form_refused"), shown(world));
    assertNull(answer.location());
    assertEquals(Optional.empty(), world.consents.find(ACME, aUserRef(), ClientBuilder.ID));
  }

  @Test
  void refusesConsentWithTheFormTokenOfAnotherRequest() {
    browser.signIn();
    browser.get(request());
    String token = browser.form("allow").get("form_token");
    browser.get(request());
    Map<String, String> mixed = browser.form("allow");
    mixed.put("form_token", token);

    assertEquals(403, browser.consent(mixed).status());
    assertEquals(List.of("error", "form_refused"), shown(world));
  }

  @Test
  void showsInvalidClientIfClientIsDisabledDuringConsent() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    world.clients.with(ACME, AuthorizationCodeFixture.client().disabled().build());

    FakeHttpExchange answer = browser.consent(form);

    assertNull(answer.location());
    assertEquals("invalid_client", world.pages.last().model().get("code"));
  }

  @Test
  void doesNotRedirectToUnregisteredRedirectUri() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client().withRedirectUris("https://new.example.com/").build());

    FakeHttpExchange answer = browser.consent(form);

    assertNull(answer.location());
    assertEquals("invalid_redirect_uri", world.pages.last().model().get("code"));
  }

  @Test
  void returnsInvalidScopeIfScopeIsRemovedDuringConsent() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    world.clients.with(ACME, AuthorizationCodeFixture.client().withScope("openid").build());

    assertEquals("invalid_scope", error(browser.consent(form)));
    assertEquals(Optional.empty(), world.consents.find(ACME, aUserRef(), ClientBuilder.ID));
  }

  @Test
  void rejectsConsentAfterProfileChange() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    world.clients.with(
        ACME, AuthorizationCodeFixture.client().with("profile", "fapi2-security").build());

    assertEquals("invalid_request", error(browser.consent(form)));
    assertEquals(Optional.empty(), world.consents.find(ACME, aUserRef(), ClientBuilder.ID));
  }

  @Test
  void revealsNothingAboutClientToAnotherBrowser() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    world.clients.with(ACME, AuthorizationCodeFixture.client().disabled().build());
    browser.changeBrowser();
    browser.signIn();

    browser.consent(form);

    assertEquals("session_expired", world.pages.last().model().get("code"));
  }

  @Test
  void refusesConsentFromAnotherBrowser() {
    browser.signIn();
    browser.get(request());
    Map<String, String> form = browser.form("allow");
    browser.changeBrowser();
    browser.signIn();

    FakeHttpExchange answer = browser.consent(form);

    assertEquals(400, answer.status());
    assertEquals("session_expired", world.pages.last().model().get("code"));
    assertNull(answer.location());
  }

  @Test
  void refusesConsentAfterTheClientWasDisabled() {
    browser.signIn();
    browser.get(request());
    world.clients.with(ACME, AuthorizationCodeFixture.client().disabled().build());

    assertNull(browser.consent(browser.form("allow")).location());
  }

  @Test
  void allowsOnlyClientOriginAsFormTarget() {
    browser.signIn();
    browser.get(request());

    assertEquals(Set.of("https://app.example.com"), world.pages.last().formTargets());
  }

  @Test
  void ignoresOfflineAccessWithoutRefreshTokenGrant() {
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .withGrantTypes("authorization_code")
            .with("first_party", true)
            .build());
    browser.signIn();

    String code = code(browser.get(request("scope", "openid offline_access")));

    assertEquals(
        Set.of("openid"),
        world
            .grant
            .grant(
                ACME,
                aGrantRequest()
                    .withRequest(
                        anOAuthRequest()
                            .with("code", code)
                            .with("redirect_uri", REDIRECT_URI)
                            .with("code_verifier", VERIFIER))
                    .from(AuthorizationCodeFixture.client())
                    .build())
            .accessToken()
            .scope());
  }

  @Test
  void showsPublisherOfMetadataDocumentClient() {
    String id = "https://app.example/oauth/client.json";
    world.clients.with(
        ACME,
        AuthorizationCodeFixture.client()
            .withId(id)
            .withRedirectUris("http://127.0.0.1/cb")
            .build());
    browser.signIn();

    Map<String, String> request = request("client_id", id);
    request.put("redirect_uri", "http://127.0.0.1/cb");
    browser.get(request);

    var client = (Map<?, ?>) world.pages.last().model().get("client");
    assertEquals("https://app.example", client.get("publisher"));
    assertEquals("http://127.0.0.1", client.get("origin"));
    assertEquals(false, client.get("verified"));
  }
}
