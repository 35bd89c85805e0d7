/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;

/**
 * The threads that hash passwords. Allocators retain memory for each thread that used much of it,
 * so hashing in request threads would retain a hash's memory in each and find it cold. Idle threads
 * end by themselves, so that replacing this module interrupts nothing in flight.
 */
final class PasswordHashingExecutor {
  private static final long IDLE_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /**
   * Creates the executor.
   *
   * @param count the number of threads, at least 1
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
   * Runs the work in one of the threads and waits. Unchecked exceptions are rethrown.
   *
   * @throws InterruptedException if the caller is interrupted; the work continues and its result is
   *     lost
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
