/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.console.ConsoleTableBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Formats pending requests as table rows for the console. */
@Component(service = PendingJitRequestTableFormatter.class)
public final class PendingJitRequestTableFormatter {

  private static final int SHOWN = 100;

  private final JitRequestStore store;

  @Activate
  public PendingJitRequestTableFormatter(@Reference JitRequestStore store) {
    this.store = store;
  }

  /**
   * Returns the rows, the oldest first.
   *
   * @param whole whether to include all columns, for scripts
   */
  public ConsoleTableBuilder of(TenantContext tenant, boolean whole) {
    var pending = store.findPending(tenant.id(), Instant.now(), SHOWN);
    return whole ? whole(pending) : brief(pending);
  }

  static ConsoleTableBuilder brief(List<JitRequest> pending) {
    var rows = new ConsoleTableBuilder("Request", "Agent", "Risk", "Wants");
    pending.forEach(
        request ->
            rows.add(
                request.id(), request.agentId(), request.risk().wire(), request.wanted().action()));
    return rows;
  }

  static ConsoleTableBuilder whole(List<JitRequest> pending) {
    var rows = new ConsoleTableBuilder("Request", "Agent", "Task", "Risk", "Wants", "Ends");
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
