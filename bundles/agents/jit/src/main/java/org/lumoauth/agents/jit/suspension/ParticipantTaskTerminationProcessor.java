/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import java.util.List;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.agents.jit.task.TaskParticipantCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the tasks of disabled participants, in batches and outside of requests. Until then the tasks
 * issue no tokens: revocation of the participant already invalidates them, and {@link
 * TaskParticipantCheck} checks the same revocation before a task continues.
 */
public final class ParticipantTaskTerminationProcessor {

  private static final Logger LOG =
      LoggerFactory.getLogger(ParticipantTaskTerminationProcessor.class);

  /** Maximum number of entries in memory. */
  static final int STOPS_AT_ONCE = 200;

  /** Maximum number of tasks in memory. */
  static final int AT_ONCE = 200;

  private final ParticipantTaskTerminationStore stops;
  private final AgentTaskStore store;
  private final AgentTaskLifecycleService tasks;
  private final JitAgentResolver agents;
  private final TaskParticipantCheck standing;
  private final TenantRegistry tenants;

  public ParticipantTaskTerminationProcessor(
      ParticipantTaskTerminationStore stops,
      AgentTaskStore store,
      AgentTaskLifecycleService tasks,
      JitAgentResolver agents,
      TaskParticipantCheck standing,
      TenantRegistry tenants) {
    this.stops = stops;
    this.store = store;
    this.tasks = tasks;
    this.agents = agents;
    this.standing = standing;
    this.tenants = tenants;
  }

  /**
   * Processes the stored entries, including those of an inactive tenant, which may become active
   * again. A failed entry remains stored and does not block later entries.
   */
  public void process() {
    String last = "";
    List<ParticipantTaskTermination> some;
    do {
      some = stops.findAfter(last, STOPS_AT_ONCE);
      for (ParticipantTaskTermination stop : some) {
        tenants.findById(stop.tenantId()).ifPresent(tenant -> process(tenant, stop));
        last = stop.id();
      }
    } while (some.size() == STOPS_AT_ONCE);
  }

  /**
   * Processes one entry. A task that cannot be ended does not block the other tasks; the entry
   * remains stored.
   */
  private void process(TenantContext tenant, ParticipantTaskTermination stop) {
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

  private void process(TenantContext tenant, ParticipantTaskTermination stop, AgentTask task) {
    if (!stands(tenant, task)) {
      tasks.end(
          tenant,
          task.id(),
          AgentTask.AgentTaskStatus.SUSPENDED,
          stop.cause(),
          AuditInitiator.server("jit"));
    }
  }

  private List<AgentTask> concerned(ParticipantTaskTermination stop, String after) {
    AgentTaskStore.TaskParticipantColumn side =
        stop.cause().equals(DomainEvent.DELEGATION_REVOKED)
            ? AgentTaskStore.TaskParticipantColumn.CONSENT
            : stop.of().startsWith(ParticipantTaskTerminationListener.AGENT)
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
