/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Executors for creating and reading keys outside of requests. They are separate, because creating
 * a key may take long. Tasks beyond the queue's capacity are dropped; the next read schedules them
 * again.
 */
final class SigningKeyExecutors {

  private static final int WAITING = 10_000;

  private final Executor making;
  private final Executor reading;
  private final Runnable stopping;

  /** Creates one thread for each. */
  SigningKeyExecutors() {
    var maker = single("lumoauth-key-maker");
    var reader = single("lumoauth-key-reader");
    this.making = maker;
    this.reading = reader;
    this.stopping =
        () -> {
          maker.shutdown();
          reader.shutdown();
        };
  }

  SigningKeyExecutors(Executor making, Executor reading) {
    this.making = making;
    this.reading = reading;
    this.stopping = () -> {};
  }

  Executor making() {
    return making;
  }

  Executor reading() {
    return reading;
  }

  /** Rejects new tasks. Queued tasks are completed. */
  void stop() {
    stopping.run();
  }

  @SuppressWarnings("ThreadPriorityCheck") // only a hint: keys can wait, requests cannot
  private static ThreadPoolExecutor single(String name) {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
