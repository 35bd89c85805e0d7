package org.lumoauth.platform.apikeys;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invalidates cached keys and removes the keys of deleted tenants. */
public final class ApiKeyMaintenance {
  private ApiKeyMaintenance() {}

  /** Evicts keys that another server changed. */
  @Component(
      property = {
        "lumoauth.kind=event-listener",
        "lumoauth.name=platform-apikeys",
        DomainEventListener.MISSES_NONE + "=subject.deleted"
      })
  public static final class ApiKeyChangeListener implements DomainEventListener {
    private final StoredApiKeyService keys;

    @Activate
    public ApiKeyChangeListener(@Reference StoredApiKeyService keys) {
      this.keys = keys;
    }

    @Override
    public void onEvent(DomainEvent event) {
      boolean ours =
          event.type().equals(StoredApiKeyService.SUBJECT_CHANGED)
              || event.type().equals(StoredApiKeyService.SUBJECT_DELETED);
      if (ours && event.id().startsWith("key_")) {
        keys.forget(event.tenantId());
      }
    }
  }

  /** Removes the keys of a deleted tenant. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-apikeys"})
  public static final class ApiKeyDataEraser implements TenantDataEraser {
    private final ApiKeyStore store;
    private final StoredApiKeyService keys;

    @Activate
    public ApiKeyDataEraser(@Reference ApiKeyStore store, @Reference StoredApiKeyService keys) {
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
