/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.settings;

import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.AuthenticationSettingsMemberProviderContract;

class SocialProviderSettingsProviderContractTest
    extends AuthenticationSettingsMemberProviderContract {

  private TestDatabase database;
  private FederationBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    room.google(Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AuthenticationSettingsMemberProvider view() {
    return new SocialProviderSettingsProvider(room.providers, room.roles);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of(
        "social_providers",
        List.of(),
        "social_configs",
        Map.of("google", Map.of("displayName", "Another")));
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(FederationBundleFixture.SECRET);
  }
}
