/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lumoauth.api.module.ResilientScheduledTask;

/**
 * Runs several tasks concurrently that wait for others, such as calls of other servers, so that a
 * slow task delays few others.
 */
public final class BoundedExecutor implements AutoCloseable {

  /** Longer than any process lives. */
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final ExecutorService threads;

  /**
   * @param thread the name of the threads, for diagnostics
   * @param atOnce the maximum number of threads, 1 or more
   */
  public BoundedExecutor(String thread, int atOnce) {
    this.threads = Executors.newFixedThreadPool(atOnce, DaemonThreadFactory.named(thread));
  }

  /**
   * Runs all tasks and waits for them, or until the thread is interrupted. After closing, no task
   * is started. A task must not wait for other tasks of the same executor.
   *
   * @param works the tasks; each runs regardless of failures of others
   * @param failed receives each failure, on the thread of the task
   */
  public void runAll(List<? extends Runnable> works, Consumer<Throwable> failed) {
    runAllWithin(FOR_EVER, works, failed);
  }

  /**
   * Runs all tasks and waits for at most the given time; unfinished tasks continue.
   *
   * @param most the maximum waiting time
   * @param works the tasks; each runs regardless of failures of others
   * @param failed receives each failure, on the thread of the task
   * @return whether all tasks finished, successfully or not
   */
  public boolean runAllWithin(
      Duration most, List<? extends Runnable> works, Consumer<Throwable> failed) {
    var open = new CountDownLatch(works.size());
    boolean begun = true;
    for (Runnable each : works) {
      if (!execute(() -> finish(new ResilientScheduledTask(each, failed), open))) {
        begun = false;
        open.countDown();
      }
    }
    try {
      return open.await(most.toNanos(), TimeUnit.NANOSECONDS) && begun;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Runs a task as soon as a thread is free, without waiting.
   *
   * @return false if this is closed, and the task was not accepted
   */
  public boolean submit(ResilientScheduledTask turn) {
    return execute(turn);
  }

  private boolean execute(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static void finish(ResilientScheduledTask turn, CountDownLatch open) {
    try {
      turn.run();
    } finally {
      open.countDown();
    }
  }

  /** Starts no further tasks; a task that is running or waits for a thread is finished. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
