package org.lumoauth.agents.jit;

import java.util.List;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
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
@Component(service = ParticipantSuspensionProcessor.class)
public final class ParticipantSuspensionProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(ParticipantSuspensionProcessor.class);

  /** How many notes are in memory at a time. */
  static final int STOPS_AT_ONCE = 200;

  /** How many tasks are in memory at a time. */
  static final int AT_ONCE = 200;

  private final ParticipantSuspensionStore stops;
  private final AgentTaskStore store;
  private final AgentTaskManager tasks;
  private final JitAgentResolver agents;
  private final TaskStatusCheck standing;
  private final TenantRegistry tenants;

  @Activate
  public ParticipantSuspensionProcessor(
      @Reference ParticipantSuspensionStore stops,
      @Reference AgentTaskStore store,
      @Reference AgentTaskManager tasks,
      @Reference JitAgentResolver agents,
      @Reference TaskStatusCheck standing,
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
  void process() {
    String last = "";
    List<ParticipantSuspension> some;
    do {
      some = stops.findAfter(last, STOPS_AT_ONCE);
      for (ParticipantSuspension stop : some) {
        tenants.findById(stop.tenantId()).ifPresent(tenant -> process(tenant, stop));
        last = stop.id();
      }
    } while (some.size() == STOPS_AT_ONCE);
  }

  /** One that cannot be ended holds up no other; the note stays for it. */
  private void process(TenantContext tenant, ParticipantSuspension stop) {
    int left = 0;
    RuntimeException why = null;
    String last = "";
    List<AgentTask> some;
    do {
      some = concerned(stop, last);
      for (AgentTask task : some) {
        try {
          process(tenant, stop, task);
        } catch (RuntimeException e) {
          why = e;
          left++;
        }
        last = task.id();
      }
    } while (some.size() == AT_ONCE);
    if (why == null) {
      stops.remove(stop);
    } else {
      LOG.warn("jit.tasks-not-ended tenant={} of={} tasks={}", tenant.slug(), stop.of(), left, why);
    }
  }

  private void process(TenantContext tenant, ParticipantSuspension stop, AgentTask task) {
    if (!stands(tenant, task)) {
      tasks.end(
          tenant,
          task.id(),
          AgentTask.AgentTaskStatus.SUSPENDED,
          stop.cause(),
          AuditInitiator.server("jit"));
    }
  }

  private List<AgentTask> concerned(ParticipantSuspension stop, String after) {
    AgentTaskStore.TaskParticipantColumn side =
        stop.cause().equals(ParticipantSuspensionListener.REVOKED)
            ? AgentTaskStore.TaskParticipantColumn.CONSENT
            : stop.of().startsWith(ParticipantSuspensionListener.AGENT)
                ? AgentTaskStore.TaskParticipantColumn.AGENT
                : AgentTaskStore.TaskParticipantColumn.USER;
    return store.findOpen(stop.tenantId(), side, stop.of(), after, AT_ONCE, tasks.now());
  }

  private boolean stands(TenantContext tenant, AgentTask task) {
    return agents
        .find(tenant, task.agentId())
        .filter(Agent::enabled)
        .filter(agent -> standing.isActive(tenant, agent, task))
        .isPresent();
  }
}
