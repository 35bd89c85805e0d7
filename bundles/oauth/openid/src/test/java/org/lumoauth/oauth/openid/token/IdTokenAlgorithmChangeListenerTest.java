/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.RecordingSigningKeyService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class IdTokenAlgorithmChangeListenerTest {

  private static final TenantContext ACME = aTenant().build();

  private final RecordingSigningKeyService signing = new RecordingSigningKeyService();
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings());
  private final IdTokenSigningAlgorithmProvider keys =
      new IdTokenSigningAlgorithmProvider(signing, settings);
  private final IdTokenAlgorithmChangeListener listener =
      new IdTokenAlgorithmChangeListener(keys, new FakeTenantRegistry().with(ACME));

  @Test
  void returnsDefaultOrChosenAlgorithm() {
    assertEquals(Optional.of(SigningAlgorithm.RS256), keys.defaultAlgorithm(ACME));

    settings.change(ACME, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", "ES256"));

    assertEquals(Optional.of(SigningAlgorithm.ES256), keys.defaultAlgorithm(ACME));
  }

  @Test
  void publishesKeyOfChosenAlgorithmBeforeUse() {
    settings.change(ACME, OpenIdSettings.SECTION, Map.of("idTokenSigningAlgorithm", "PS256"));
    listener.onEvent(new DomainEvent(SettingsStore.CHANGED, ACME.id(), OpenIdSettings.SECTION));

    assertEquals(List.of(SigningAlgorithm.PS256), signing.published());
  }

  @Test
  void publishesNoKeyForOtherSettings() {
    listener.onEvent(new DomainEvent(SettingsStore.CHANGED, ACME.id(), "sessions"));

    assertEquals(List.of(), signing.published());
  }
}
