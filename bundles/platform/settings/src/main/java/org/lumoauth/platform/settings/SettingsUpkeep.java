package org.lumoauth.platform.settings;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the memory of settings up to date, and removes those of a tenant that ends. */
public final class SettingsUpkeep {
  private SettingsUpkeep() {}

  /** Hears of settings that another server changed. */
  @Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-settings"})
  public static final class Listener implements DomainEventListener {
    private final OwnValues own;

    @Activate
    public Listener(@Reference OwnValues own) {
      this.own = own;
    }

    @Override
    public void on(DomainEvent event) {
      if (event.type().equals(SettingsJournal.CHANGED)) {
        own.forget(event.tenantId());
      }
    }
  }

  /** Removes a tenant's settings. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-settings"})
  public static final class Owner implements TenantDataOwner {
    private final OwnValues own;

    @Activate
    public Owner(@Reference OwnValues own) {
      this.own = own;
    }

    @Override
    public void erase(String tenantId) {
      own.erase(tenantId);
    }
  }
}
