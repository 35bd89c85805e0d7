/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class SupportedClientOptionValidatorTest {
  private static final String OWN = "urn:example:own";
  private static final GrantHandler GRANT = (tenant, request) -> TokenResponse.bearer(null);

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final SupportedClientOptionValidator kinds = new SupportedClientOptionValidator(registry);

  @Test
  void acceptsStandardAndInstalledGrantTypes() {
    var standard = client(List.of("authorization_code", "refresh_token"), Map.of());
    assertEquals(standard, kinds.require(standard));
    assertEquals("grantTypes", refused(client(List.of(OWN), Map.of())).details().get("field"));

    registry.with(GrantHandler.class, OWN, GRANT);

    kinds.require(client(List.of(OWN), Map.of()));
  }

  @Test
  void acceptsGrantTypeOfUnavailableModule() {
    registry.withUnavailable(GrantHandler.class, OWN, "own-grant");

    kinds.require(client(List.of(OWN), Map.of()));
  }

  @Test
  void acceptsOptionsOfModuleRecoveringDuringLookup() {
    registry.withRecoveringAfterListing(GrantHandler.class, OWN, "own-grant", GRANT);
    kinds.require(client(List.of(OWN), Map.of()));

    registry.withRecoveringAfterListing(
        ClientAuthenticationMethod.class,
        "smart_card",
        "card",
        (tenant, request) -> Optional.empty());
    kinds.require(by("smart_card"));
  }

  @Test
  void preservesExistingGrantTypesOnUpdate() {
    var has = client(List.of(OWN), Map.of());

    kinds.require(has, has);
    assertThrows(
        ApiException.class, () -> kinds.require(has, client(List.of(OWN, OWN + ":two"), Map.of())));
  }

  @Test
  void rejectsUnknownSecurityProfile() {
    var bank = client(List.of(), Map.of("profile", "fapi2-security"));
    assertEquals(bank, kinds.require(bank));
    var typo = client(List.of(), Map.of("profile", "fapi2_security"));
    assertEquals("metadata.profile", refused(typo).details().get("field"));
    kinds.require(typo, typo);

    registry.withUnavailable(ClientSecurityProfile.class, "fapi2_security", "own-profile");

    kinds.require(typo);
  }

  @Test
  void acceptsAuthenticationMethodOfInstalledModule() {
    var plain = by("smart_card");
    assertEquals("tokenEndpointAuthMethods", refused(plain).details().get("field"));
    kinds.require(by("private_key_jwt"));
    kinds.require(by("urn:example:card"));

    registry.with(
        ClientAuthenticationMethod.class, "smart_card", (tenant, request) -> Optional.empty());
    kinds.require(plain);

    registry.withUnavailable(ClientAuthenticationMethod.class, "smart_card", "client-auth-card");
    kinds.require(plain);
  }

  @Test
  void preservesExistingAuthenticationMethodsOnUpdate() {
    kinds.require(by("smart_card"), by("smart_card"));

    assertThrows(ApiException.class, () -> kinds.require(by("smart_card"), by("other_card")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor_token", "workload_token", "spiffe_jwt", "subject_token"})
  void rejectsAgentAuthenticationMethods(String method) {
    registry.with(ClientAuthenticationMethod.class, method, (tenant, request) -> Optional.empty());

    assertEquals("tokenEndpointAuthMethods", refused(by(method)).details().get("field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "client_secret_jwt"})
  void rejectsUnknownAuthenticationMethod(String method) {
    assertEquals("tokenEndpointAuthMethods", refused(by(method)).details().get("field"));
  }

  private static RegisteredClientSettings by(String method) {
    return client(List.of(), Map.of(), method);
  }

  private ApiException refused(RegisteredClientSettings client) {
    return assertThrows(ApiException.class, () -> kinds.require(client));
  }

  private static RegisteredClientSettings client(
      List<String> grants, Map<String, Object> metadata) {
    return client(grants, metadata, "client_secret_basic");
  }

  private static RegisteredClientSettings client(
      List<String> grants, Map<String, Object> metadata, String method) {
    return new RegisteredClientSettings(
        "Notes",
        true,
        true,
        true,
        "web",
        grants,
        List.of(),
        List.of(method),
        List.of(),
        List.of(),
        3600,
        3600,
        metadata);
  }
}
