package org.lumoauth.agents.jit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks as soon as somebody is stopped, when the server starts, and again and again for what
 * could not be ended.
 */
@Component(service = StopWorker.class, immediate = true)
public final class StopWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StopWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Turn turn;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          turn -> {
            var thread = new Thread(turn, "jit-stops");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public StopWorker(@Reference StoppedTasks stopped) {
    this(stopped::end, PERIOD);
  }

  StopWorker(Runnable work, Duration period) {
    this.turn = new Turn(work, e -> LOG.warn("jit.stops-failed", e));
    worker.scheduleWithFixedDelay(turn, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  /** Somebody was stopped. */
  void soon() {
    try {
      worker.execute(turn);
    } catch (RejectedExecutionException e) {
      LOG.debug("jit.stops-closed"); // it is noted, and the next version does it
    }
  }
}
