package org.lumoauth.agents.jit.suspension;

import java.time.Duration;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.task.AgentTaskManager;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.agents.jit.task.TaskParticipantCheck;
import org.lumoauth.api.module.BackgroundTaskRunner;
import org.lumoauth.api.module.ScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
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
@Component(service = ParticipantSuspensionWorker.class, immediate = true)
public final class ParticipantSuspensionWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ParticipantSuspensionWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final ScheduledTask turn;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("jit-stops");

  @Activate
  public ParticipantSuspensionWorker(
      @Reference ParticipantSuspensionStore stops,
      @Reference AgentTaskStore store,
      @Reference AgentTaskManager tasks,
      @Reference JitAgentResolver agents,
      @Reference TaskParticipantCheck standing,
      @Reference TenantRegistry tenants) {
    this(
        new ParticipantSuspensionProcessor(stops, store, tasks, agents, standing, tenants)::process,
        PERIOD);
  }

  ParticipantSuspensionWorker(Runnable work, Duration period) {
    this.turn = new ScheduledTask(work, e -> LOG.warn("jit.stops-failed", e));
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
