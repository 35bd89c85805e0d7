package org.lumoauth.platform.apikeys;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the memory of keys up to date, and removes the keys of a tenant that ends. */
public final class ApiKeyUpkeep {
  private ApiKeyUpkeep() {}

  /** Hears of keys that another server changed. */
  @Component(
      property = {
        "lumoauth.kind=event-listener",
        "lumoauth.name=platform-apikeys",
        DomainEventListener.MISSES_NONE + "=subject.deleted"
      })
  public static final class Listener implements DomainEventListener {
    private final StoredApiKeys keys;

    @Activate
    public Listener(@Reference StoredApiKeys keys) {
      this.keys = keys;
    }

    @Override
    public void on(DomainEvent event) {
      boolean ours =
          event.type().equals(StoredApiKeys.SUBJECT_CHANGED)
              || event.type().equals(StoredApiKeys.SUBJECT_DELETED);
      if (ours && event.id().startsWith("key_")) {
        keys.forget(event.tenantId());
      }
    }
  }

  /** Removes a tenant's keys. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-apikeys"})
  public static final class Owner implements TenantDataOwner {
    private final ApiKeyStore store;
    private final StoredApiKeys keys;

    @Activate
    public Owner(@Reference ApiKeyStore store, @Reference StoredApiKeys keys) {
      this.store = store;
      this.keys = keys;
    }

    @Override
    public void erase(String tenantId) {
      store.erase(tenantId);
      keys.forget(tenantId);
    }
  }
}
