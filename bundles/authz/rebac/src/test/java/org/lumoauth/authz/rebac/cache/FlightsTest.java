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
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.authz.rebac.Config;
import org.lumoauth.authz.rebac.Facts;
import org.lumoauth.authz.rebac.cache.Flights.Landed;
import org.lumoauth.authz.rebac.cache.Flights.Question;
import org.lumoauth.authz.rebac.store.StoreKey;

class FlightsTest {

  private static final Question QUESTION =
      new Question(
          new StoreKey("t", "s"),
          Optional.empty(),
          Optional.of("m"),
          7,
          Facts.key("doc:1#viewer@user:a"));
  private static final int CALLERS = 4;

  private final Flights flights =
      new Flights(Config.standard().work(200_000, Duration.ofHours(1).toMillis()));
  private final AtomicInteger searches = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void searchesOnceForMany() throws Exception {
    var found = together(() -> new Landed(true, "m", 7, Long.MAX_VALUE));

    for (Future<Landed> each : found) {
      assertTrue(each.get().allowed());
    }
    assertEquals(1, searches.get());
  }

  @Test
  void takesAFailureForNoAnswerOfAnother() throws Exception {
    var found =
        together(
            () -> {
              if (searches.get() == 1) {
                throw new RelationException(Kind.DEADLINE, "too late");
              }
              return new Landed(true, "m", 7, Long.MAX_VALUE);
            });

    int failed = 0;
    for (Future<Landed> each : found) {
      try {
        assertTrue(each.get().allowed());
      } catch (ExecutionException e) {
        failed++;
      }
    }
    assertEquals(1, failed);
  }

  @Test
  void searchesAnewWhereTheAnswerHasEnded() throws Exception {
    var found = together(() -> new Landed(true, "m", 7, 1));

    for (Future<Landed> each : found) {
      each.get();
    }
    assertEquals(CALLERS, searches.get());
  }

  @Test
  void keepsNothingOfAFailure() {
    assertThrows(
        IllegalStateException.class,
        () ->
            flights.fly(
                QUESTION,
                () -> {
                  throw new IllegalStateException("broken");
                }));

    assertTrue(flights.fly(QUESTION, () -> new Landed(true, "m", 7, Long.MAX_VALUE)).allowed());
  }

  /** The first goes on when all the others wait for it. */
  private List<Future<Landed>> together(Supplier<Landed> search) throws InterruptedException {
    var threads = new CopyOnWriteArrayList<Thread>();
    var found = new ArrayList<Future<Landed>>();
    found.add(run(threads, () -> flights.fly(QUESTION, () -> first(search))));
    begun.await();
    threads.clear();
    for (int i = 1; i < CALLERS; i++) {
      found.add(run(threads, () -> flights.fly(QUESTION, () -> counted(search))));
    }
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    go.countDown();
    return found;
  }

  private static Future<Landed> run(List<Thread> threads, Callable<Landed> call) {
    var task = new FutureTask<>(call);
    var thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  private Landed first(Supplier<Landed> search) {
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return counted(search);
  }

  private Landed counted(Supplier<Landed> search) {
    searches.incrementAndGet();
    return search.get();
  }
}
