package org.lumoauth.platform.authz;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.RememberingListenerContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class CombiningChoiceContractTest extends RememberingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(CombiningSettings.SECTION, new CombiningSettings());
  private final CombiningChoice choice = new CombiningChoice();

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
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), CombiningSettings.SECTION);
  }

  @Override
  protected Object remembered() {
    return choice.of(ACME);
  }

  @Override
  protected void changeElsewhere() {
    settings.change(
        ACME, CombiningSettings.SECTION, Map.of(CombiningSettings.RULE, "permit-overrides"));
  }
}
