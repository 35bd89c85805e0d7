/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight.CheckFlightKey;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight.CheckFlightResult;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

class CheckSingleFlightTest {

  private static final CheckFlightKey QUESTION =
      new CheckFlightKey(
          new RelationStoreKey("t", "s"),
          Optional.empty(),
          Optional.of("m"),
          7,
          TupleSampleParser.key("doc:1#viewer@user:a"));
  private static final int CALLERS = 4;

  private final CheckSingleFlight flights =
      new CheckSingleFlight(
          RebacTestConfig.standard().work(200_000, Duration.ofHours(1).toMillis()));
  private final AtomicInteger searches = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void sharesSearchBetweenConcurrentCallers() throws Exception {
    var found = together(() -> new CheckFlightResult(true, "m", 7, Long.MAX_VALUE));

    for (Future<CheckFlightResult> each : found) {
      assertTrue(each.get().allowed());
    }
    assertEquals(1, searches.get());
  }

  @Test
  void retriesForWaitersAfterFailure() throws Exception {
    var found =
        together(
            () -> {
              if (searches.get() == 1) {
                throw new RelationException(RelationErrorKind.DEADLINE, "too late");
              }
              return new CheckFlightResult(true, "m", 7, Long.MAX_VALUE);
            });

    int failed = 0;
    for (Future<CheckFlightResult> each : found) {
      try {
        assertTrue(each.get().allowed());
      } catch (ExecutionException e) {
        failed++;
      }
    }
    assertEquals(1, failed);
  }

  @Test
  void searchesAgainIfResultExpired() throws Exception {
    var found = together(() -> new CheckFlightResult(true, "m", 7, 1));

    for (Future<CheckFlightResult> each : found) {
      each.get();
    }
    assertEquals(CALLERS, searches.get());
  }

  @Test
  void doesNotCacheFailure() {
    assertThrows(
        IllegalStateException.class,
        () ->
            flights.getOrAwait(
                QUESTION,
                () -> {
                  throw new IllegalStateException("broken");
                }));

    assertTrue(
        flights
            .getOrAwait(QUESTION, () -> new CheckFlightResult(true, "m", 7, Long.MAX_VALUE))
            .allowed());
  }

  /** The first goes on when all the others wait for it. */
  private List<Future<CheckFlightResult>> together(Supplier<CheckFlightResult> search)
      throws InterruptedException {
    var threads = new CopyOnWriteArrayList<Thread>();
    var found = new ArrayList<Future<CheckFlightResult>>();
    found.add(run(threads, () -> flights.getOrAwait(QUESTION, () -> first(search))));
    begun.await();
    threads.clear();
    for (int i = 1; i < CALLERS; i++) {
      found.add(run(threads, () -> flights.getOrAwait(QUESTION, () -> counted(search))));
    }
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    go.countDown();
    return found;
  }

  private static Future<CheckFlightResult> run(
      List<Thread> threads, Callable<CheckFlightResult> call) {
    var task = new FutureTask<>(call);
    var thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  private CheckFlightResult first(Supplier<CheckFlightResult> search) {
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return counted(search);
  }

  private CheckFlightResult counted(Supplier<CheckFlightResult> search) {
    searches.incrementAndGet();
    return search.get();
  }
}
