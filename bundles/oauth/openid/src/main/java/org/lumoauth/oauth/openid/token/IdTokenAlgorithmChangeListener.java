/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes a key for the algorithm that a tenant has just selected for its ID tokens. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=openid-chosen-keys"})
public final class IdTokenAlgorithmChangeListener implements DomainEventListener {

  private final IdTokenSigningAlgorithmProvider keys;
  private final TenantRegistry tenants;

  @Activate
  public IdTokenAlgorithmChangeListener(
      @Reference IdTokenSigningAlgorithmProvider keys, @Reference TenantRegistry tenants) {
    this.keys = keys;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED) && event.id().equals(OpenIdSettings.SECTION)) {
      // A tenant that is not served publishes its keys when it is served again.
      tenants.findById(event.tenantId()).ifPresent(keys::publish);
    }
  }
}
