/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single thread that publishes and supervises applications. */
final class ApplicationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationPublisher.class);

  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named("lumoauth-door-publisher"));

  /** Runs the work as soon as the thread is free; never after it has stopped. */
  void submit(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("publisher_stopped");
    }
  }

  /** Runs the work after a delay. */
  void schedule(Duration wait, Runnable work) {
    Future<?> unused = thread.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs the work repeatedly. */
  void scheduleRepeating(Duration first, Duration pause, Runnable work) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    thread.shutdownNow();
  }

  boolean isStopped() {
    return thread.isShutdown();
  }
}
