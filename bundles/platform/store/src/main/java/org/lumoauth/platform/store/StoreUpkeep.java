package org.lumoauth.platform.store;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.store.credential.StoredCredentials;
import org.lumoauth.platform.store.missed.StoredMissedEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes what is kept of a tenant or of a subject that ends. */
public final class StoreUpkeep {
  private StoreUpkeep() {}

  /** Removes a tenant's records and credentials. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-store"})
  public static final class Owner implements TenantDataOwner {
    private final RecordTable records;
    private final CountTable counts;
    private final StoredCredentials credentials;
    private final StoredMissedEvents missed;

    @Activate
    public Owner(
        @Reference RecordTable records,
        @Reference CountTable counts,
        @Reference StoredCredentials credentials,
        @Reference StoredMissedEvents missed) {
      this.records = records;
      this.counts = counts;
      this.credentials = credentials;
      this.missed = missed;
    }

    @Override
    public void erase(String tenantId) {
      records.erase(tenantId);
      counts.erase(tenantId);
      credentials.erase(tenantId);
      missed.erase(tenantId);
    }
  }

  /** Removes the credentials of a subject that was deleted. */
  @Component(
      property = {
        "lumoauth.kind=event-listener",
        "lumoauth.name=platform-store",
        DomainEventListener.MISSES_NONE + "=subject.deleted"
      })
  public static final class Listener implements DomainEventListener {
    private static final String SUBJECT_DELETED = "subject.deleted";

    private final StoredCredentials credentials;

    @Activate
    public Listener(@Reference StoredCredentials credentials) {
      this.credentials = credentials;
    }

    @Override
    public void on(DomainEvent event) {
      if (event.type().equals(SUBJECT_DELETED)) {
        credentials.forget(event.tenantId(), event.id());
      }
    }
  }
}
