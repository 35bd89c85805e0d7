package org.lumoauth.agents.jit;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final long PERIOD_SECONDS = 30;

  private final StoppedTasks stopped;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "jit-stops");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public StopWorker(@Reference StoppedTasks stopped) {
    this.stopped = stopped;
    worker.scheduleWithFixedDelay(this::run, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  /** Somebody was stopped. */
  void soon() {
    try {
      worker.execute(this::run);
    } catch (RejectedExecutionException e) {
      LOG.debug("jit.stops-closed"); // it is noted, and the next version does it
    }
  }

  private void run() {
    try {
      stopped.end();
    } catch (RuntimeException e) {
      LOG.warn("jit.stops-failed", e); // the next turn tries again
    }
  }
}
