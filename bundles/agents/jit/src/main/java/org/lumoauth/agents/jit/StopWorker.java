package org.lumoauth.agents.jit;

import java.time.Duration;
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
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Runnable work;
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
    this.work = work;
    worker.scheduleWithFixedDelay(this::run, 0, period.toMillis(), TimeUnit.MILLISECONDS);
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
      work.run();
    } catch (Throwable e) { // whatever leaves a turn ends all that would follow
      LOG.warn("jit.stops-failed", e); // the next turn tries again
    }
  }
}
