/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AuthorizationDetailsParserTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(AuthorizationDetailsType.class, "pay", new Named("the module's"))
          .with(AuthorizationDetailsTypeSource.class, "declared", new OfAcme());
  private final AuthorizationDetailsParser details = new AuthorizationDetailsParser(registry);

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void listsModuleAndTenantTypes() {
    assertEquals(Set.of("pay", "read"), details.types(ACME));
    assertEquals(Set.of("pay"), details.types(GLOBEX));
  }

  @Test
  void prefersModuleTypeOverTenantType() {
    assertEquals(
        List.of("the module's"), details.describe(ACME, Map.of("type", "pay"), Locale.ENGLISH));
    assertEquals(
        List.of("the tenant's"), details.describe(ACME, Map.of("type", "read"), Locale.ENGLISH));
  }

  @Test
  void returnsDetailsAllowedByType() {
    assertEquals(
        List.of(Map.of("type", "read"), Map.of("type", "pay")),
        of(
            ACME,
            aClient().build(),
            """
            [{"type":"read"},{"type":"pay"}]"""));
  }

  @Test
  void refusesTheTypeOfAnotherTenant() {
    refused(GLOBEX, "[{\"type\":\"read\"}]");
  }

  @Test
  void failsTemporarilyIfTypeModuleIsUnavailable() {
    registry.withUnavailable(AuthorizationDetailsType.class, "pay", "bank");

    var ofModule =
        assertThrows(
            ApiException.class, () -> of(GLOBEX, aClient().build(), "[{\"type\":\"pay\"}]"));
    assertEquals("bank", ofModule.details().get("module"));

    registry.withUnavailable(
        AuthorizationDetailsTypeSource.class, "declared", "oauth-rich-authorization");
    var declared =
        assertThrows(
            ApiException.class, () -> of(ACME, aClient().build(), "[{\"type\":\"read\"}]"));
    assertEquals("oauth-rich-authorization", declared.details().get("module"));
  }

  @Test
  void failsTemporarilyIfTypeSourceFails() {
    registry.withFirstCallFailing(AuthorizationDetailsTypeSource.class, "declared", new OfAcme());

    assertThrows(ApiException.class, () -> of(ACME, aClient().build(), "[{\"type\":\"read\"}]"));
    assertEquals(1, of(ACME, aClient().build(), "[{\"type\":\"read\"}]").size());
  }

  @Test
  void findsTypeOfRecoveredModule() {
    registry.without(AuthorizationDetailsType.class, "pay");
    registry.withRecoveringAfterAcquire(
        AuthorizationDetailsType.class, "pay", "bank", new Named("the module's"));

    assertEquals(1, of(GLOBEX, aClient().build(), "[{\"type\":\"pay\"}]").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[{\"type\":\"other\"}]", "[{}]", "[{\"type\":1}]", "[null]", "null", "{}", "x"})
  void rejectsMalformedOrUnknownDetails(String asked) {
    refused(ACME, asked);
  }

  @Test
  void rejectsTooManyDetails() {
    refused(ACME, "[" + String.join(",", Collections.nCopies(21, "{\"type\":\"pay\"}")) + "]");
  }

  private void refused(TenantContext tenant, String asked) {
    var refusal =
        assertThrows(OAuthException.class, () -> of(tenant, aClient().build(), asked), asked);
    assertEquals("invalid_authorization_details", refusal.code());
  }

  private List<Map<String, Object>> of(TenantContext tenant, Client client, String asked) {
    return details.of(tenant, client, Optional.of(asked));
  }

  private record Named(String name) implements AuthorizationDetailsType {
    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      return detail;
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of(name);
    }
  }

  private static final class OfAcme implements AuthorizationDetailsTypeSource {
    @Override
    public Optional<AuthorizationDetailsType> find(TenantContext tenant, String type) {
      return types(tenant).contains(type)
          ? Optional.of(new Named("the tenant's"))
          : Optional.empty();
    }

    @Override
    public Set<String> types(TenantContext tenant) {
      return tenant.equals(ACME) ? Set.of("pay", "read") : Set.of();
    }
  }
}
