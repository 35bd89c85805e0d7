/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.RelationSettings;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class TenantQueryLimitProviderContractTest extends CachingEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(RelationSettings.SECTION, new RelationSettings(RebacTestConfig.standard()));
  private final TenantQueryLimitProvider limits =
      new TenantQueryLimitProvider(settings, RebacTestConfig.standard());

  @Override
  protected void start() {
    settings.change(ACME, RelationSettings.SECTION, Map.of(RelationSettings.MAX_DEPTH, 3));
  }

  @Override
  protected DomainEventListener listener() {
    return limits;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), RelationSettings.SECTION);
  }

  @Override
  protected Object remembered() {
    return limits.of(ACME);
  }

  @Override
  protected void changeElsewhere() {
    settings.change(ACME, RelationSettings.SECTION, Map.of(RelationSettings.MAX_DEPTH, 2));
  }
}
