package org.lumoauth.platform.store;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.store.credential.DatabaseCredentialStore;
import org.lumoauth.platform.store.replay.DatabaseEventReplayStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the data of a deleted tenant or subject. */
public final class StoreMaintenance {
  private StoreMaintenance() {}

  /** Removes a tenant's records and credentials. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-store"})
  public static final class StoreDataEraser implements TenantDataEraser {
    private final ShortLivedRecordTable records;
    private final AttemptCountTable counts;
    private final DatabaseCredentialStore credentials;
    private final DatabaseEventReplayStore missed;

    @Activate
    public StoreDataEraser(
        @Reference ShortLivedRecordTable records,
        @Reference AttemptCountTable counts,
        @Reference DatabaseCredentialStore credentials,
        @Reference DatabaseEventReplayStore missed) {
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
  public static final class SubjectCredentialRemovalListener implements DomainEventListener {
    private static final String SUBJECT_DELETED = "subject.deleted";

    private final DatabaseCredentialStore credentials;

    @Activate
    public SubjectCredentialRemovalListener(@Reference DatabaseCredentialStore credentials) {
      this.credentials = credentials;
    }

    @Override
    public void onEvent(DomainEvent event) {
      if (event.type().equals(SUBJECT_DELETED)) {
        credentials.forget(event.tenantId(), event.id());
      }
    }
  }
}
