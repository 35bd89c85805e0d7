/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.RecordingSigningKeyService;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class IdTokenAlgorithmChangeListenerContractTest extends DomainEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final RecordingSigningKeyService signing = new RecordingSigningKeyService();
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(OpenIdSettings.SECTION, new OpenIdSettings());
  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private final DomainEventListener listener =
      new IdTokenAlgorithmChangeListener(
          new IdTokenSigningAlgorithmProvider(signing, settings), tenants);

  @Override
  protected DomainEventListener listener() {
    return listener;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), OpenIdSettings.SECTION);
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return !signing.published().isEmpty();
  }
}
