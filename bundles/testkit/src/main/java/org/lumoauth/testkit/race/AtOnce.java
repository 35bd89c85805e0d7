package org.lumoauth.testkit.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.api.web.Problem;

/** Does something several times at once. */
public final class AtOnce {

  private AtOnce() {}

  /** What one of several does. */
  @FunctionalInterface
  public interface Numbered<T> {
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
  public static <T> List<T> all(int times, Numbered<T> work) throws InterruptedException {
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
   * @param work refused by a {@link Problem}
   * @throws AssertionError if it fails in another way
   */
  public static int succeeded(int times, Callable<?> work) throws InterruptedException {
    return Collections.frequency(all(times, number -> taken(work)), true);
  }

  private static boolean taken(Callable<?> work) throws Exception {
    try {
      work.call();
      return true;
    } catch (Problem refused) {
      return false;
    }
  }
}
