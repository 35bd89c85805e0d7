package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that nobody can answer any more, for who came with their code and is still there. */
@Component(service = ClosedDeferredRequestStore.class)
public final class ClosedDeferredRequestStore {

  private static final String WITHDRAWN = "aap-withdrawn";

  private final DeferredRequestStore waiting;
  private final ShortLivedRecordStore store;

  @Activate
  public ClosedDeferredRequestStore(
      @Reference DeferredRequestStore waiting, @Reference ShortLivedRecordStore store) {
    this.waiting = waiting;
    this.store = store;
  }

  /** The agent wants no answer any more (section Cancel Request). */
  void withdraw(TenantContext tenant, DeferredRequest of) {
    if (waiting.markDelivered(tenant, of) && of.state().equals(DeferredRequest.OPEN)) {
      store.add(tenant, WITHDRAWN, of.code(), of, of.expiresAt());
    }
  }

  /** The case that a code stood for until its agent withdrew it. */
  Optional<DeferredRequest> findWithdrawn(TenantContext tenant, String typed) {
    return store
        .find(tenant, WITHDRAWN, InteractionCodes.normalize(typed), DeferredRequest.class)
        .map(ShortLivedRecord::value);
  }

  /** The case that a code stood for until nobody had answered in time. */
  Optional<DeferredRequest> findExpired(TenantContext tenant, String typed) {
    return waiting
        .findByCodeEvenIfExpired(tenant, typed)
        .map(ShortLivedRecord::value)
        .filter(of -> !Instant.now().isBefore(of.expiresAt()));
  }
}
