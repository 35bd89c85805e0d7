/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AccessTokenSigningAlgorithmResolverContractTest extends CachingEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(
              TokenSettingsSection.SECTION,
              new TokenSettingsSection(
                  TokensConfigFactory.signing("Ed25519"),
                  new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("Ed25519"))));
  private final AccessTokenSigningAlgorithmResolver choice =
      new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("Ed25519"));

  @Override
  protected void start() {
    choice.bindSettings(settings);
  }

  @Override
  protected DomainEventListener listener() {
    return choice;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), TokenSettingsSection.SECTION);
  }

  @Override
  protected Object remembered() {
    return choice.accessTokens(ACME);
  }

  @Override
  protected void changeElsewhere() {
    settings.change(ACME, TokenSettingsSection.SECTION, Map.of("accessTokenAlgorithm", "RS256"));
  }
}
