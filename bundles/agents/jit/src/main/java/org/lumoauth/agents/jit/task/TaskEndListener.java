/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Removes ended tasks from the caches of every node, and finishes the end of a task if the server
 * stopped during it.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-task-ends",
      DomainEventListener.MISSES_NONE + "=" + AgentTaskLifecycleService.CLOSING
    })
public final class TaskEndListener implements DomainEventListener {

  private final TaskSubjectSource subjects;
  private final AgentTaskStore store;
  private final TaskTreeTerminator family;
  private final TenantRegistry tenants;

  @Activate
  public TaskEndListener(
      @Reference TaskSubjectSource subjects,
      @Reference AgentTaskStore store,
      @Reference TaskTreeTerminator family,
      @Reference TenantRegistry tenants) {
    this.subjects = subjects;
    this.store = store;
    this.family = family;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(AgentTaskLifecycleService.ENDED)) {
      subjects.forget(event.tenantId(), event.id());
    }
  }

  /** Handles a missed event: after a late event a task may have dependents that have not ended. */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    if (event.type().equals(AgentTaskLifecycleService.CLOSING)) {
      tenants.findById(event.tenantId()).ifPresent(tenant -> finish(tenant, event.id()));
    }
  }

  private void finish(TenantContext tenant, String taskId) {
    Instant now = Instant.now();
    store.find(tenant.id(), taskId, now).ifPresent(task -> family.finish(tenant, task, now));
  }
}
