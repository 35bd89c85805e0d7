/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.TenantSigningAlgorithmProviderContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AccessTokenSigningAlgorithmProviderContractTest
    extends TenantSigningAlgorithmProviderContract {

  private final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(
              TokenSettingsSection.SECTION,
              new TokenSettingsSection(
                  TokensConfigFactory.signing("ES256"),
                  new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("ES256"))));
  private final AccessTokenSigningAlgorithmResolver signing =
      AccessTokenSigningAlgorithmResolver.of(SigningAlgorithm.ES256);

  @BeforeEach
  void haveSettings() {
    signing.bindSettings(settings);
  }

  @Override
  protected TenantSigningAlgorithmProvider choice() {
    return new AccessTokenSigningAlgorithmProvider(signing);
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected void choose(TenantContext tenant, SigningAlgorithm algorithm) {
    settings.change(
        tenant,
        TokenSettingsSection.SECTION,
        Map.of(TokenSettingsSection.ACCESS_TOKEN_ALGORITHM, algorithm.name()));
    signing.onEvent(
        new DomainEvent(SettingsStore.CHANGED, tenant.id(), TokenSettingsSection.SECTION));
  }
}
