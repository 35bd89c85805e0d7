package org.lumoauth.platform.tokens.settings;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.SigningAlgorithmChoiceContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AccessTokenKeysContractTest extends SigningAlgorithmChoiceContract {

  private final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(
              TokenSettingsSchema.SECTION,
              new TokenSettingsSchema(
                  Configs.signing("ES256"), new SigningChoice(Configs.signing("ES256"))));
  private final SigningChoice signing = SigningChoice.of(Algorithm.ES256);

  @BeforeEach
  void haveSettings() {
    signing.bindSettings(settings);
  }

  @Override
  protected SigningAlgorithmChoice choice() {
    return new AccessTokenKeys(signing);
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected void choose(TenantContext tenant, Algorithm algorithm) {
    settings.change(
        tenant,
        TokenSettingsSchema.SECTION,
        Map.of(TokenSettingsSchema.ACCESS_TOKEN_ALGORITHM, algorithm.name()));
    signing.on(new DomainEvent(SettingsStore.CHANGED, tenant.id(), TokenSettingsSchema.SECTION));
  }
}
