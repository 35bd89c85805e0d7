/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.ResilientScheduledTask;

/**
 * Runs a module's background tasks one after another on a single thread, which does not prevent the
 * server from stopping.
 */
public final class BackgroundTaskRunner implements AutoCloseable {

  private final ScheduledThreadPoolExecutor worker;

  /**
   * @param thread the name of the thread, for diagnostics
   */
  public BackgroundTaskRunner(String thread) {
    this.worker = new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named(thread));
  }

  /**
   * Runs a task repeatedly, first after a pause, until this is closed.
   *
   * @param pause the time between the end of a run and the next one; not zero
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  public void scheduleRepeating(Duration pause, ResilientScheduledTask turn) {
    scheduleRepeating(pause, pause, turn);
  }

  /**
   * Runs a task repeatedly until this is closed.
   *
   * @param first the delay before the first run
   * @param pause the time between the end of a run and the next one; not zero
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  public void scheduleRepeating(Duration first, Duration pause, ResilientScheduledTask turn) {
    Future<?> unused =
        worker.scheduleWithFixedDelay(turn, first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Runs a task as soon as the thread is free. Pending work must be stored where the next version
   * of the module finds it.
   *
   * @return false if this is closed, and the task was not accepted
   */
  public boolean submit(ResilientScheduledTask turn) {
    try {
      worker.execute(turn);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Returns whether new tasks are rejected. */
  public boolean isClosed() {
    return worker.isShutdown();
  }

  /** Starts no further repeated runs; a task that is running or was submitted is finished. */
  @Override
  public void close() {
    worker.shutdown();
  }

  /** Starts no further runs, and interrupts a running task. */
  public void interrupt() {
    worker.shutdownNow();
  }
}
