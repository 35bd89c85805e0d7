/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Evicts settings that another server changed, and those of deleted tenants. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-settings"})
public final class SettingsCacheInvalidationListener implements DomainEventListener {
  private final TenantSettingOverrideCache overrides;

  @Activate
  public SettingsCacheInvalidationListener(@Reference TenantSettingOverrideCache overrides) {
    this.overrides = overrides;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.isOneOf(SettingsStore.CHANGED, DomainEvent.TENANT_CHANGED)) {
      overrides.forget(event.tenantId());
    }
  }
}
