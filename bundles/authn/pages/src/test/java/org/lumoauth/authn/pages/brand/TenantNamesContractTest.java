package org.lumoauth.authn.pages.brand;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.testkit.contract.RememberingListenerContract;

class TenantNamesContractTest extends RememberingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final TenantNames names = new TenantNames(operator());
  private String name;

  @Override
  protected void start() {
    name = "Acme";
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
    name = "Acme & Sons";
  }

  /** An operator's view that only finds. */
  private TenantAdmin operator() {
    return (TenantAdmin)
        Proxy.newProxyInstance(
            TenantAdmin.class.getClassLoader(),
            new Class<?>[] {TenantAdmin.class},
            (proxy, method, arguments) -> Optional.of(tenant((String) arguments[0])));
  }

  private Tenant tenant(String slug) {
    return new Tenant(ACME.id(), slug, name, TenantStatus.ACTIVE, "", Instant.EPOCH, Instant.EPOCH);
  }
}
