package org.lumoauth.platform.keys.password;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.DaemonThreadFactory;

/**
 * The few threads in which passwords are hashed. An allocator keeps memory for each thread that
 * used much of it: hashed by whoever asks, every thread of the server would come to hold a hash's
 * memory of its own, and each hash would find it cold. They end by themselves when idle, so that
 * nothing in flight is cut off when this module is replaced.
 */
final class PasswordHashingExecutor {
  private static final long IDLE_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /**
   * @param count how many, 1 or more
   */
  PasswordHashingExecutor(int count) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreadFactory.named("lumoauth-password-hash"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits for the work to be done in one of the threads. What it throws unchecked is thrown on.
   *
   * @throws InterruptedException if the caller is interrupted; the work goes on, its result is lost
   */
  byte[] run(Callable<byte[]> work) throws InterruptedException {
    try {
      return threads.submit(work).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
