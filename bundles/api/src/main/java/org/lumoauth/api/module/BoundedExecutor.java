package org.lumoauth.api.module;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Work that waits for others, as calls of other servers do, done for several at once, so that a
 * slow one keeps few from their turn.
 */
public final class BoundedExecutor implements AutoCloseable {

  /** Longer than anything lives. */
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final ExecutorService threads;

  /**
   * @param thread the name of the threads, by which people find them
   * @param atOnce how many there are at most, 1 or more
   */
  public BoundedExecutor(String thread, int atOnce) {
    this.threads = Executors.newFixedThreadPool(atOnce, DaemonThreadFactory.named(thread));
  }

  /**
   * Carries out all and waits for them, or until the thread is interrupted. Once this is closed
   * none is begun. None of them may itself wait for others of the same threads.
   *
   * @param works what is done; each is done whatever became of the others
   * @param failed is told what each that failed did so with, by its thread
   */
  public void runAll(List<? extends Runnable> works, Consumer<Throwable> failed) {
    runAllWithin(FOR_EVER, works, failed);
  }

  /**
   * The same for whoever can't wait as long as it takes; what is not finished by then goes on.
   *
   * @param most how long is waited at most
   * @param works what is done; each is done whatever became of the others
   * @param failed is told what each that failed did so with, by its thread
   * @return whether all were finished, well or not
   */
  public boolean runAllWithin(
      Duration most, List<? extends Runnable> works, Consumer<Throwable> failed) {
    var open = new CountDownLatch(works.size());
    boolean begun = true;
    for (Runnable each : works) {
      if (!submit(() -> finish(new ScheduledTask(each, failed), open))) {
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
   * Does something as soon as a thread is free, and waits for nothing.
   *
   * @return false if this is closed, and nothing is done
   */
  public boolean submit(ScheduledTask turn) {
    return submit(turn);
  }

  private boolean submit(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static void finish(ScheduledTask turn, CountDownLatch open) {
    try {
      turn.run();
    } finally {
      open.countDown();
    }
  }

  /** Begins none any more; what was begun, or waits for a thread, is finished. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
