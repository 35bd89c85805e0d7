package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait, as rows for the console. */
@Component(service = PendingRows.class)
public final class PendingRows {

  /** The columns. */
  public static final List<String> COLUMNS =
      List.of("Request", "Agent", "Task", "Risk", "Wants", "Ends");

  private static final int SHOWN = 100;

  private final RequestStore store;

  @Activate
  public PendingRows(@Reference RequestStore store) {
    this.store = store;
  }

  /** The rows, the oldest first. */
  public List<Object[]> of(TenantContext tenant) {
    return store.pending(tenant.id(), Instant.now(), SHOWN).stream()
        .map(
            request ->
                new Object[] {
                  request.id(),
                  request.agentId(),
                  request.taskId(),
                  request.risk().wire(),
                  request.wanted().action(),
                  request.expiresAt()
                })
        .toList();
  }
}
