package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.console.ConsoleRows;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait, as rows for the console. */
@Component(service = PendingRows.class)
public final class PendingRows {

  private static final int SHOWN = 100;

  private final RequestStore store;

  @Activate
  public PendingRows(@Reference RequestStore store) {
    this.store = store;
  }

  /**
   * The rows, the oldest first.
   *
   * @param whole whether with all columns, as scripts need them
   */
  public ConsoleRows of(TenantContext tenant, boolean whole) {
    var pending = store.pending(tenant.id(), Instant.now(), SHOWN);
    return whole ? whole(pending) : brief(pending);
  }

  static ConsoleRows brief(List<Request> pending) {
    var rows = new ConsoleRows("Request", "Agent", "Risk", "Wants");
    pending.forEach(
        request ->
            rows.add(
                request.id(), request.agentId(), request.risk().wire(), request.wanted().action()));
    return rows;
  }

  static ConsoleRows whole(List<Request> pending) {
    var rows = new ConsoleRows("Request", "Agent", "Task", "Risk", "Wants", "Ends");
    pending.forEach(
        request ->
            rows.add(
                request.id(),
                request.agentId(),
                request.taskId(),
                request.risk().wire(),
                request.wanted().action(),
                request.expiresAt()));
    return rows;
  }
}
