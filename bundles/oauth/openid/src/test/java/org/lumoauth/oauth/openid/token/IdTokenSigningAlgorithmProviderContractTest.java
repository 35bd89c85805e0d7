/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.RecordingSigningKeyService;
import org.lumoauth.testkit.contract.authn.TenantSigningAlgorithmProviderContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdTokenSigningAlgorithmProviderContractTest extends TenantSigningAlgorithmProviderContract {

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings());
  private final IdTokenSigningAlgorithmProvider keys =
      new IdTokenSigningAlgorithmProvider(new RecordingSigningKeyService(), settings);

  @Override
  protected TenantSigningAlgorithmProvider choice() {
    return keys;
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected void choose(TenantContext tenant, SigningAlgorithm algorithm) {
    settings.change(
        tenant, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", algorithm.name()));
  }
}
