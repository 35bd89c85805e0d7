/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import java.time.Duration;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.agents.jit.task.TaskParticipantCheck;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks after a participant was disabled, when the server starts, and periodically for tasks
 * that could not be ended.
 */
@Component(service = ParticipantTaskTerminationWorker.class, immediate = true)
public final class ParticipantTaskTerminationWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ParticipantTaskTerminationWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final ResilientScheduledTask turn;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("jit-stops");

  @Activate
  public ParticipantTaskTerminationWorker(
      @Reference ParticipantTaskTerminationStore stops,
      @Reference AgentTaskStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference JitAgentResolver agents,
      @Reference TaskParticipantCheck standing,
      @Reference TenantRegistry tenants) {
    this(
        new ParticipantTaskTerminationProcessor(stops, store, tasks, agents, standing, tenants)
            ::process,
        PERIOD);
  }

  ParticipantTaskTerminationWorker(Runnable work, Duration period) {
    this.turn = new ResilientScheduledTask(work, e -> LOG.warn("jit.stops-failed", e));
    worker.scheduleRepeating(Duration.ZERO, period, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  /** Requests that the entries are processed now. */
  void wake() {
    worker.submit(turn);
  }
}
