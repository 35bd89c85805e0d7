package org.lumoauth.platform.settings;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invalidates cached settings and removes those of deleted tenants. */
public final class SettingsMaintenance {
  private SettingsMaintenance() {}

  /** Evicts settings that another server changed. */
  @Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-settings"})
  public static final class SettingsChangeListener implements DomainEventListener {
    private final TenantOverrides own;

    @Activate
    public SettingsChangeListener(@Reference TenantOverrides own) {
      this.own = own;
    }

    @Override
    public void onEvent(DomainEvent event) {
      if (event.type().equals(SettingsChangeRecorder.CHANGED)) {
        own.forget(event.tenantId());
      }
    }
  }

  /** Removes the settings of a deleted tenant. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-settings"})
  public static final class SettingsDataEraser implements TenantDataEraser {
    private final TenantOverrides own;

    @Activate
    public SettingsDataEraser(@Reference TenantOverrides own) {
      this.own = own;
    }

    @Override
    public void erase(String tenantId) {
      own.erase(tenantId);
    }
  }
}
