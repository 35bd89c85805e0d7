package org.lumoauth.api.module;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a module does beside the requests: turns that come one after the other on a thread of its
 * own, which keeps no server from stopping.
 */
public final class BackgroundTaskRunner implements AutoCloseable {

  private final ScheduledThreadPoolExecutor worker;

  /**
   * @param thread the name of the thread, by which people find it
   */
  public BackgroundTaskRunner(String thread) {
    this.worker = new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named(thread));
  }

  /**
   * Takes a turn again and again, the first one after a pause, until this is closed.
   *
   * @param pause how long nothing is done between the end of a turn and the next one; not zero
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  public void scheduleRepeating(Duration pause, ScheduledTask turn) {
    scheduleRepeating(pause, pause, turn);
  }

  /**
   * Takes a turn again and again, until this is closed.
   *
   * @param first how long from now the first one is
   * @param pause how long nothing is done between the end of a turn and the next one; not zero
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  public void scheduleRepeating(Duration first, Duration pause, ScheduledTask turn) {
    worker.scheduleWithFixedDelay(turn, first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Takes a turn as soon as the thread is free. What is due has to be kept where the next version
   * of the module finds it.
   *
   * @return false if this is closed, and nothing is done
   */
  public boolean submit(ScheduledTask turn) {
    try {
      worker.execute(turn);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Whether nothing new is taken any more. */
  public boolean isClosed() {
    return worker.isShutdown();
  }

  /** Begins no turn any more; one that was begun, or asked for soon, is finished. */
  @Override
  public void close() {
    worker.shutdown();
  }

  /** Begins no turn any more, and interrupts one that was begun. */
  public void interrupt() {
    worker.shutdownNow();
  }
}
