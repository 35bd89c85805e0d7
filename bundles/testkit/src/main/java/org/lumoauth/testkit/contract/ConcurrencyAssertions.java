/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls from many threads, and many calls in a short time. */
public final class ConcurrencyAssertions {

  private static final int THREADS = 8;
  private static final int CALLS = 50;
  private static final int MANY = 1_000;

  /** Sufficient for a lookup in memory, and too short for a database or network request. */
  private static final Duration SHORT = Duration.ofMillis(2);

  private ConcurrencyAssertions() {}

  /** Asserts that the same call from many threads always returns the same result. */
  public static <T> void assertSameFromManyThreads(T expected, Callable<T> call) {
    var start = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      var running = new ArrayList<Future<List<T>>>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  var answers = new ArrayList<T>();
                  for (int j = 0; j < CALLS; j++) {
                    answers.add(call.call());
                  }
                  return answers;
                }));
      }
      start.countDown();
      for (var each : running) {
        each.get(30, TimeUnit.SECONDS).forEach(answer -> assertEquals(expected, answer));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (Exception e) {
      throw new AssertionError("a call from one of many threads failed", e);
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Asserts that half of a thousand calls take less than two milliseconds; a single delayed call
   * has no effect.
   */
  public static void assertQuick(Runnable call) {
    long[] took = new long[MANY];
    for (int i = 0; i < MANY; i++) {
      long began = System.nanoTime();
      call.run();
      took[i] = System.nanoTime() - began;
    }
    Arrays.sort(took);
    Duration usual = Duration.ofNanos(took[MANY / 2]);
    assertTrue(
        usual.compareTo(SHORT) <= 0,
        () -> "it is called on every request, so it must answer from memory, not after " + usual);
  }
}
