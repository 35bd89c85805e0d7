/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.client.ClientRegistrationService;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the registration of a client that an administrator deleted. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-dcr",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.CLIENT_CHANGED
    })
public final class ClientRemovalListener implements DomainEventListener {

  private final ClientRegistrationStore store;
  private final ClientRegistrationService registrations;
  private final TenantRegistry tenants;

  @Activate
  public ClientRemovalListener(
      @Reference ClientRegistrationStore store,
      @Reference ClientRegistrationService registrations,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.registrations = registrations;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (!event.isOneOf(DomainEvent.CLIENT_CHANGED)
        || store.find(event.tenantId(), event.id()).isEmpty()) {
      return;
    }
    tenants
        .findById(event.tenantId())
        .filter(tenant -> registrations.find(tenant, event.id()).isEmpty())
        .ifPresent(tenant -> store.remove(tenant.id(), event.id()));
  }
}
