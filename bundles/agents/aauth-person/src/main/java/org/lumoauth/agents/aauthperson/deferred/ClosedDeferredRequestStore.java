/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.interaction.InteractionCodeGenerator;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores requests that can no longer be answered, so that a person with the code gets an
 * explanation.
 */
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

  /** Records that the agent withdrew the request (AAuth draft, section Cancel Request). */
  public void withdraw(TenantContext tenant, DeferredRequest of) {
    if (waiting.markDelivered(tenant, of) && of.state().equals(DeferredRequest.OPEN)) {
      store.add(tenant, WITHDRAWN, of.code(), of, of.expiresAt());
    }
  }

  /** Returns the withdrawn request of a code. */
  public Optional<DeferredRequest> findWithdrawn(TenantContext tenant, String typed) {
    return store
        .find(tenant, WITHDRAWN, InteractionCodeGenerator.normalize(typed), DeferredRequest.class)
        .map(ShortLivedRecord::value);
  }

  /** Returns the expired request of a code. */
  public Optional<DeferredRequest> findExpired(TenantContext tenant, String typed) {
    return waiting
        .findByCodeEvenIfExpired(tenant, typed)
        .map(ShortLivedRecord::value)
        .filter(of -> !Instant.now().isBefore(of.expiresAt()));
  }
}
