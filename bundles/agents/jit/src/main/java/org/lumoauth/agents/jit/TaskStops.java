package org.lumoauth.agents.jit;

import java.util.List;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks, with what waits or was approved in them, when their agent or user is stopped or the
 * user's consent ends. What is missed here is seen when the agent comes ({@link Standing}).
 */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=jit-task-stops"})
public final class TaskStops implements DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(TaskStops.class);
  private static final String AGENT = "agt_";
  private static final String USER = "usr_";

  private final TaskStore store;
  private final Tasks tasks;
  private final OnBehalf onBehalf;
  private final TenantRegistry tenants;

  @Activate
  public TaskStops(
      @Reference TaskStore store,
      @Reference Tasks tasks,
      @Reference OnBehalf onBehalf,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.tasks = tasks;
    this.onBehalf = onBehalf;
    this.tenants = tenants;
  }

  @Override
  public void on(DomainEvent event) {
    if (concerns(event)) {
      tenants.activeById(event.tenantId()).ifPresent(tenant -> stop(tenant, event));
    }
  }

  private static boolean concerns(DomainEvent event) {
    return switch (event.type()) {
      case "subject.disabled", "subject.deleted" ->
          event.id().startsWith(AGENT) || event.id().startsWith(USER);
      case "subject.changed" -> event.id().startsWith(AGENT);
      case "delegation.revoked" -> true;
      default -> false;
    };
  }

  private void stop(TenantContext tenant, DomainEvent event) {
    try {
      for (Task task : stopped(tenant, event)) {
        tasks.end(tenant, task.id(), Task.Status.SUSPENDED, event.type(), Initiator.server("jit"));
      }
    } catch (RuntimeException e) {
      LOG.warn("jit.not-stopped: event={} id={}", event.type(), event.id(), e);
    }
  }

  private List<Task> stopped(TenantContext tenant, DomainEvent event) {
    return switch (event.type()) {
      case "delegation.revoked" -> store.openByDelegation(tenant.id(), event.id(), tasks.now());
      case "subject.changed" -> // it may have lost the capability to act for people
          store.openOfAgent(tenant.id(), event.id(), tasks.now()).stream()
              .filter(task -> !onBehalf.holds(tenant, task))
              .toList();
      default ->
          event.id().startsWith(AGENT)
              ? store.openOfAgent(tenant.id(), event.id(), tasks.now())
              : store.openForUser(tenant.id(), event.id(), tasks.now());
    };
  }
}
