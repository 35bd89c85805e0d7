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

/** Does something several times at once. */
public final class ConcurrentRunner {

  private ConcurrentRunner() {}

  /** What one of several does. */
  @FunctionalInterface
  public interface NumberedTask<T> {
    /**
     * Does it.
     *
     * @param number whose turn it is, from 0
     */
    T call(int number) throws Exception;
  }

  /**
   * What comes of each of several who begin at the same moment.
   *
   * @throws AssertionError if it fails for one
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
   * How many of several who begin to do the same at the same moment are not refused.
   *
   * @param work refused by a {@link ApiException}
   * @throws AssertionError if it fails in another way
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
