package org.lumoauth.authn.pages.brand;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.RememberingListenerContract;
import org.lumoauth.testkit.fake.FakeTenantAdmin;

class TenantNamesContractTest extends RememberingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeTenantAdmin operator = new FakeTenantAdmin("Acme");
  private TenantNames names;

  @Override
  protected void start() {
    names = new TenantNames(operator);
  }

  @Override
  protected DomainEventListener listener() {
    return names;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("tenant.changed", ACME.id(), ACME.slug());
  }

  @Override
  protected Object remembered() {
    return names.of(ACME);
  }

  @Override
  protected void changeElsewhere() {
    operator.rename("Acme & Sons");
  }
}
