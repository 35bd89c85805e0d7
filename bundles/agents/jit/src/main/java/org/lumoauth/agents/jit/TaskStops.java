package org.lumoauth.agents.jit;

import java.util.List;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends tasks, with what waits or was approved in them, when their agent or user is stopped or the
 * user's consent ends. An event may come late, when they go on: then what began since stays. What
 * is missed here is seen when the agent comes ({@link Standing}).
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-task-stops",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=delegation.revoked"
    })
public final class TaskStops implements DomainEventListener {

  private static final String AGENT = "agt_";
  private static final String USER = "usr_";

  private final TaskStore store;
  private final Tasks tasks;
  private final ActingAgents agents;
  private final Standing standing;
  private final TenantRegistry tenants;

  @Activate
  public TaskStops(
      @Reference TaskStore store,
      @Reference Tasks tasks,
      @Reference ActingAgents agents,
      @Reference Standing standing,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.tasks = tasks;
    this.agents = agents;
    this.standing = standing;
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
    for (Task task : stopped(tenant, event)) {
      tasks.end(tenant, task.id(), Task.Status.SUSPENDED, event.type(), Initiator.server("jit"));
    }
  }

  private List<Task> stopped(TenantContext tenant, DomainEvent event) {
    return concerned(tenant, event).stream().filter(task -> !stands(tenant, task)).toList();
  }

  private List<Task> concerned(TenantContext tenant, DomainEvent event) {
    if (event.type().equals("delegation.revoked")) {
      return store.openByDelegation(tenant.id(), event.id(), tasks.now());
    }
    return event.id().startsWith(AGENT)
        ? store.openOfAgent(tenant.id(), event.id(), tasks.now())
        : store.openForUser(tenant.id(), event.id(), tasks.now());
  }

  private boolean stands(TenantContext tenant, Task task) {
    return agents
        .find(tenant, task.agentId())
        .filter(Agent::enabled)
        .filter(agent -> standing.of(tenant, agent, task))
        .isPresent();
  }
}
