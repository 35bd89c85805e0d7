/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.ACME;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.refusal;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.web;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class ClientRegistrationPolicyTest {

  private static final String STANDARD = "address email offline_access openid phone profile";

  private final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(ClientRegistrationSettings.SECTION, new ClientRegistrationSettings());
  private final ClientRegistrationPolicy allowance = new ClientRegistrationPolicy(settings);

  @Test
  void assignsStandardScopesIfNoneAreRequested() {
    assertEquals(STANDARD, open(web()).get("scope"));
  }

  @Test
  void dropsScopesNotOffered() {
    assertEquals("openid", open(web("scope", "openid documents.read")).get("scope"));
  }

  @Test
  void rejectsGrantTypeThatIsNotString() {
    assertEquals(
        "invalid_client_metadata",
        refusal(() -> open(web("grant_types", Collections.singletonList(null)))));
    assertEquals(
        "invalid_client_metadata", refusal(() -> open(web("grant_types", List.of(Map.of())))));
  }

  @Test
  void assignsScopesOfferedByTenant() {
    settings.change(
        ACME,
        ClientRegistrationSettings.SECTION,
        Map.of("scopes", List.of("openid", "documents.read")));

    assertEquals(
        "documents.read openid", open(web("scope", "openid documents.read email")).get("scope"));
  }

  @Test
  void allowsApplicationScopesForAuthorizedRegistration() {
    assertEquals("documents.read", vouched(web("scope", "documents.read")).get("scope"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "admin:read",
        "admin:clients:register",
        "authz:check",
        "introspect",
        "users.write",
        "settings.manage"
      })
  void refusesAnAdministrationScope(String scope) {
    var asked = web("scope", "openid " + scope);

    assertEquals("invalid_client_metadata", refusal(() -> open(asked)));
    assertEquals("invalid_client_metadata", refusal(() -> vouched(asked)));
  }

  @Test
  void preservesScopesAssignedEarlier() {
    var cut =
        allowance.restrict(
            ACME, web("scope", "openid documents.read"), false, Set.of("documents.read"));

    assertEquals("documents.read openid", cut.get("scope"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_party", "profile", "require_pkce", "client_id", "client_secret"})
  void dropsMembersClientsCannotSet(String member) {
    assertFalse(open(web(member, "false")).containsKey(member));
    assertFalse(vouched(web(member, false)).containsKey(member));
  }

  @Test
  void dropsGrantTypesWithoutBrowserConsent() {
    var asked =
        List.of(
            "authorization_code",
            "implicit",
            "client_credentials",
            "urn:openid:params:grant-type:ciba");

    assertEquals(List.of("authorization_code"), open(web("grant_types", asked)).get("grant_types"));
  }

  @Test
  void rejectsRegistrationWithoutAllowedGrantType() {
    assertEquals(
        "invalid_client_metadata",
        refusal(() -> open(web("grant_types", List.of("client_credentials")))));
  }

  @Test
  void allowsClientCredentialsForAuthorizedRegistration() {
    var asked = web("grant_types", List.of("client_credentials"));

    assertEquals(List.of("client_credentials"), vouched(asked).get("grant_types"));
  }

  @Test
  void requiresPkceUnlessTenantDisablesIt() {
    assertFalse(open(web()).containsKey("require_pkce"));

    settings.change(ACME, ClientRegistrationSettings.SECTION, Map.of("requirePkce", false));

    assertEquals(false, open(web()).get("require_pkce"));
  }

  @Test
  void refusesMembersOfAnotherType() {
    assertEquals("invalid_client_metadata", refusal(() -> open(web("scope", List.of("openid")))));
    assertEquals("invalid_client_metadata", refusal(() -> open(web("grant_types", "implicit"))));
  }

  private Map<String, Object> open(Map<String, Object> asked) {
    return allowance.restrict(ACME, asked, false, Set.of());
  }

  private Map<String, Object> vouched(Map<String, Object> asked) {
    return allowance.restrict(ACME, asked, true, Set.of());
  }
}
