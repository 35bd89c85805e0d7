package org.lumoauth.oauth.openid.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.PublishedKeys;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class ChosenIdTokenKeysTest {

  private static final TenantContext ACME = aTenant().build();

  private final PublishedKeys signing = new PublishedKeys();
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings());
  private final IdTokenKeys keys = new IdTokenKeys(signing, settings);
  private final ChosenIdTokenKeys listener =
      new ChosenIdTokenKeys(keys, new FakeTenantRegistry().with(ACME));

  @Test
  void namesWhatIsUsualAndWhatWasChosen() {
    assertEquals(Optional.of(Algorithm.RS256), keys.of(ACME));

    settings.change(ACME, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", "ES256"));

    assertEquals(Optional.of(Algorithm.ES256), keys.of(ACME));
  }

  @Test
  void publishesAKeyForWhatWasChosenBeforeItSigns() {
    settings.change(ACME, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", "PS256"));
    listener.on(new DomainEvent(SettingsStore.CHANGED, ACME.id(), OpenIdSettings.SECTION));

    assertEquals(List.of(Algorithm.PS256), signing.published());
  }

  @Test
  void publishesNothingForOtherSettings() {
    listener.on(new DomainEvent(SettingsStore.CHANGED, ACME.id(), "sessions"));

    assertEquals(List.of(), signing.published());
  }
}
