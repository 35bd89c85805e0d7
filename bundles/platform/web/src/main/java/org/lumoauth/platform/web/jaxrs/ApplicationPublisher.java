package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which applications are published and watched over. */
final class ApplicationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationPublisher.class);

  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named("lumoauth-door-publisher"));

  /** As soon as it is there for it; never once it has stopped. */
  void submit(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("publisher_stopped");
    }
  }

  /** In a while. */
  void schedule(Duration wait, Runnable work) {
    thread.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Again and again. */
  void scheduleRepeating(Duration first, Duration pause, Runnable work) {
    thread.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    thread.shutdownNow();
  }

  boolean isStopped() {
    return thread.isShutdown();
  }
}
