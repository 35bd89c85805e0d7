/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.api.web.ApiException;

/** Runs a task several times concurrently. */
public final class ConcurrentRunner {

  private ConcurrentRunner() {}

  /** One of several concurrent tasks. */
  @FunctionalInterface
  public interface NumberedTask<T> {
    /**
     * Runs the task.
     *
     * @param number the number of the task, from 0
     */
    T call(int number) throws Exception;
  }

  /**
   * Returns the results of several tasks that start at the same moment.
   *
   * @throws AssertionError if one fails
   */
  public static <T> List<T> runAll(int times, NumberedTask<T> work) throws InterruptedException {
    var start = new CyclicBarrier(times);
    List<Callable<T>> each = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = i;
      each.add(
          () -> {
            start.await();
            return work.call(number);
          });
    }
    var pool = Executors.newFixedThreadPool(times);
    try {
      List<T> done = new ArrayList<>();
      for (Future<T> one : pool.invokeAll(each)) {
        done.add(one.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  /**
   * Returns how many of several identical tasks that start at the same moment are not rejected.
   *
   * @param work is rejected by an {@link ApiException}
   * @throws AssertionError if one fails in another way
   */
  public static int countSucceeded(int times, Callable<?> work) throws InterruptedException {
    return Collections.frequency(runAll(times, number -> taken(work)), true);
  }

  private static boolean taken(Callable<?> work) throws Exception {
    try {
      work.call();
      return true;
    } catch (ApiException refused) {
      return false;
    }
  }
}
