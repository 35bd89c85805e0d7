/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.code;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.oauth.grant.authorizationcode.code.IssuedAuthorizationCode;
import org.lumoauth.testkit.builder.ClientBuilder;

/** Claims of the {@code claims} parameter require the user's consent. */
class AuthorizeClaimsTest {
  private static final String EMAIL = "{\"userinfo\":{\"email#de\":null}}";

  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @BeforeEach
  void signIn() {
    world.registry.with(SubjectClaimsContributor.class, "people", new People());
    browser.signIn();
  }

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void showsRequestedClaimsAsScopes() {
    browser.get(claims(EMAIL));

    assertEquals(
        List.of(Map.of("name", "email"), Map.of("name", "openid")),
        world.pages.last().model().get("scopes"));
  }

  @Test
  void refusesUnconsentedClaimsWithPromptNone() {
    browser.get(claims(null));
    browser.consent(browser.form("allow"));

    assertEquals("consent_required", error(browser.get(silently(EMAIL))));
    assertNotNull(code(browser.get(silently(null))));
  }

  @Test
  void storesConsentForRequestedClaims() {
    browser.get(claims(EMAIL));
    browser.consent(browser.form("allow"));

    assertEquals(
        Set.of("openid", "email"),
        world.consents.find(ACME, aUserRef(), ClientBuilder.ID).orElseThrow().scope());
    assertNotNull(code(browser.get(silently(EMAIL))));
  }

  @Test
  void omitsClaimsOfDisallowedScopes() {
    String claims =
        """
        {"userinfo":{"name":null,"shoe_size":null,"badge":null},
         "id_token":{"name#de":{"essential":true},"email":null,"acr":null}}""";

    browser.get(claims(claims));
    String code = code(browser.consent(browser.form("allow")));

    assertEquals(
        Map.of("userinfo", Map.of(), "id_token", Map.of("email", Map.of(), "acr", Map.of())),
        granted(code));
  }

  @Test
  void omitsClaimsOfScopeRemovedFromClient() {
    browser.get(claims(EMAIL));
    world.clients.with(ACME, AuthorizationCodeFixture.client().withScope("openid").build());

    String code = code(browser.consent(browser.form("allow")));

    assertEquals(Map.of("userinfo", Map.of()), granted(code));
  }

  @Test
  void failsTemporarilyIfClaimsContributorIsUnavailable() {
    world
        .registry
        .without(SubjectClaimsContributor.class, "people")
        .withUnavailable(SubjectClaimsContributor.class, "people", "oauth-openid");

    assertEquals("temporarily_unavailable", error(browser.get(claims(EMAIL))));
  }

  @Test
  void failsTemporarilyIfClaimsContributorFails() {
    world.registry.withFirstCallFailing(SubjectClaimsContributor.class, "people", new People());

    assertEquals("temporarily_unavailable", error(browser.get(claims(EMAIL))));
  }

  @Test
  void resolvesServerClaimsWithoutContributors() {
    world
        .registry
        .without(SubjectClaimsContributor.class, "people")
        .withUnavailable(SubjectClaimsContributor.class, "people", "oauth-openid");

    browser.get(
        claims(
            """
            {"id_token":{"auth_time":{"essential":true},"amr":null}}"""));

    assertNotNull(code(browser.consent(browser.form("allow"))));
  }

  @Test
  void rejectsClaimsExceedingAccessTokenSize() {
    String claims =
        """
        {"userinfo":{"email":{"value":"%s"}}}""";

    String refused = error(browser.get(claims(claims.formatted("x".repeat(4_096)))));
    int asked = browser.get(claims(claims.formatted("x".repeat(3_900)))).status();

    assertEquals("invalid_request", refused);
    assertEquals(200, asked); // the page that asks
  }

  private Map<String, Object> granted(String code) {
    return world
        .store
        .find(ACME, "authorization-code", code, IssuedAuthorizationCode.class)
        .orElseThrow()
        .value()
        .grant()
        .claims();
  }

  private static Map<String, String> claims(String claims) {
    Map<String, String> request =
        new HashMap<>(AuthorizationEndpointFixture.request("claims", claims));
    request.put("scope", "openid");
    return request;
  }

  private static Map<String, String> silently(String claims) {
    Map<String, String> request = claims(claims);
    request.put("prompt", "none");
    return request;
  }

  /** Knows claims of scopes that the client may have and may not have, and one of no scope. */
  private static final class People implements SubjectClaimsContributor {
    @Override
    public Set<String> claims() {
      return Set.of("email", "name", "badge");
    }

    @Override
    public Map<String, String> scopeByClaim() {
      return Map.of("email", "email", "name", "profile");
    }

    @Override
    public Map<String, Object> claims(
        TenantContext tenant,
        SubjectRef subject,
        Client client,
        Set<String> scope,
        Set<String> requested) {
      return Map.of();
    }
  }
}
