package org.lumoauth.oauth.dcr;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets the registration of a client that an administrator removed. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-dcr",
      DomainEventListener.MISSES_NONE + "=client.changed"
    })
public final class RemovedClients implements DomainEventListener {

  private static final String CHANGED = "client.changed";

  private final RegistrationStore store;
  private final ClientRegistrations registrations;
  private final TenantRegistry tenants;

  @Activate
  public RemovedClients(
      @Reference RegistrationStore store,
      @Reference ClientRegistrations registrations,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.registrations = registrations;
    this.tenants = tenants;
  }

  @Override
  public void on(DomainEvent event) {
    if (!event.type().equals(CHANGED) || store.find(event.tenantId(), event.id()).isEmpty()) {
      return;
    }
    tenants
        .byId(event.tenantId())
        .filter(tenant -> registrations.find(tenant, event.id()).isEmpty())
        .ifPresent(tenant -> store.remove(tenant.id(), event.id()));
  }
}
