package org.lumoauth.oauth.openid.token;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Map;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.PublishedKeys;
import org.lumoauth.testkit.contract.SigningAlgorithmChoiceContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdTokenKeysContractTest extends SigningAlgorithmChoiceContract {

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings());
  private final IdTokenKeys keys = new IdTokenKeys(new PublishedKeys(), settings);

  @Override
  protected SigningAlgorithmChoice choice() {
    return keys;
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected void choose(TenantContext tenant, Algorithm algorithm) {
    settings.change(
        tenant, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", algorithm.name()));
  }
}
