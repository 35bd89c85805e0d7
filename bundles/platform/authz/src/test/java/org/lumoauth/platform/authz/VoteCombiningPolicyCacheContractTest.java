/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class VoteCombiningPolicyCacheContractTest extends CachingEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(VoteCombiningSettings.SECTION, new VoteCombiningSettings());
  private final VoteCombiningPolicyCache choice = new VoteCombiningPolicyCache();

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
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), VoteCombiningSettings.SECTION);
  }

  @Override
  protected Object remembered() {
    return choice.of(ACME);
  }

  @Override
  protected void changeElsewhere() {
    settings.change(
        ACME,
        VoteCombiningSettings.SECTION,
        Map.of(VoteCombiningSettings.RULE, "permit-overrides"));
  }
}
