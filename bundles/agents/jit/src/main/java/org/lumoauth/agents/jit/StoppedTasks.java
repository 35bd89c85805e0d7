package org.lumoauth.agents.jit;

import java.util.List;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the tasks of those who were stopped, some at a time and in nobody's request. Nothing is
 * given in them meanwhile: their tokens ended with whoever was stopped, by one mark, and {@link
 * Standing} reads the same mark before it lets a task go on.
 */
@Component(service = StoppedTasks.class)
public final class StoppedTasks {

  private static final Logger LOG = LoggerFactory.getLogger(StoppedTasks.class);

  /** How many notes are in memory at a time. */
  static final int STOPS_AT_ONCE = 200;

  /** How many tasks are in memory at a time. */
  static final int AT_ONCE = 200;

  private final StopStore stops;
  private final TaskStore store;
  private final Tasks tasks;
  private final ActingAgents agents;
  private final Standing standing;
  private final TenantRegistry tenants;

  @Activate
  public StoppedTasks(
      @Reference StopStore stops,
      @Reference TaskStore store,
      @Reference Tasks tasks,
      @Reference ActingAgents agents,
      @Reference Standing standing,
      @Reference TenantRegistry tenants) {
    this.stops = stops;
    this.store = store;
    this.tasks = tasks;
    this.agents = agents;
    this.standing = standing;
    this.tenants = tenants;
  }

  /**
   * Does what is noted, also in a tenant that is not served: it may be served again. What cannot be
   * done now stays noted, and holds up nothing that was noted later.
   */
  void end() {
    String last = "";
    List<Stop> some;
    do {
      some = stops.all(last, STOPS_AT_ONCE);
      for (Stop stop : some) {
        tenants.byId(stop.tenantId()).ifPresent(tenant -> end(tenant, stop));
        last = stop.id();
      }
    } while (some.size() == STOPS_AT_ONCE);
  }

  /** One that cannot be ended holds up no other; the note stays for it. */
  private void end(TenantContext tenant, Stop stop) {
    int left = 0;
    RuntimeException why = null;
    String last = "";
    List<Task> some;
    do {
      some = concerned(stop, last);
      for (Task task : some) {
        try {
          end(tenant, stop, task);
        } catch (RuntimeException e) {
          why = e;
          left++;
        }
        last = task.id();
      }
    } while (some.size() == AT_ONCE);
    if (why == null) {
      stops.done(stop);
    } else {
      LOG.warn("jit.tasks-not-ended tenant={} of={} tasks={}", tenant.slug(), stop.of(), left, why);
    }
  }

  private void end(TenantContext tenant, Stop stop, Task task) {
    if (!stands(tenant, task)) {
      tasks.end(tenant, task.id(), Task.Status.SUSPENDED, stop.cause(), Initiator.server("jit"));
    }
  }

  private List<Task> concerned(Stop stop, String after) {
    TaskStore.Side side =
        stop.cause().equals(TaskStops.REVOKED)
            ? TaskStore.Side.CONSENT
            : stop.of().startsWith(TaskStops.AGENT) ? TaskStore.Side.AGENT : TaskStore.Side.USER;
    return store.open(stop.tenantId(), side, stop.of(), after, AT_ONCE, tasks.now());
  }

  private boolean stands(TenantContext tenant, Task task) {
    return agents
        .find(tenant, task.agentId())
        .filter(Agent::enabled)
        .filter(agent -> standing.of(tenant, agent, task))
        .isPresent();
  }
}
