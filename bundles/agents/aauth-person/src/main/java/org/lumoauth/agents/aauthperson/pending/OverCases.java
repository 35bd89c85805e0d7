package org.lumoauth.agents.aauthperson.pending;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that nobody can answer any more, for who came with their code and is still there. */
@Component(service = OverCases.class)
public final class OverCases {

  private static final String WITHDRAWN = "aap-withdrawn";

  private final Waiting waiting;
  private final ShortLivedStore store;

  @Activate
  public OverCases(@Reference Waiting waiting, @Reference ShortLivedStore store) {
    this.waiting = waiting;
    this.store = store;
  }

  /** The agent wants no answer any more (section Cancel Request). */
  void withdraw(TenantContext tenant, PendingCase of) {
    if (waiting.end(tenant, of) && of.state().equals(PendingCase.OPEN)) {
      store.add(tenant, WITHDRAWN, of.code(), of, of.expiresAt());
    }
  }

  /** The case that a code stood for until its agent withdrew it. */
  Optional<PendingCase> withdrawn(TenantContext tenant, String typed) {
    return store
        .find(tenant, WITHDRAWN, InteractionCodes.plain(typed), PendingCase.class)
        .map(Entry::value);
  }

  /** The case that a code stood for until nobody had answered in time. */
  Optional<PendingCase> late(TenantContext tenant, String typed) {
    return waiting
        .open(tenant, typed)
        .map(Entry::value)
        .filter(of -> !Instant.now().isBefore(of.expiresAt()));
  }
}
