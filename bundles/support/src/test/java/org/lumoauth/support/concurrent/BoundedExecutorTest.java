/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ResilientScheduledTask;

class BoundedExecutorTest {
  private final List<Throwable> told = new CopyOnWriteArrayList<>();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final BoundedExecutor three = new BoundedExecutor("calls", 3);

  @Test
  void runsLimitedTasksConcurrentlyAndAwaitsAll() {
    var together = new CyclicBarrier(3);
    Runnable meets =
        () -> {
          try {
            together.await(20, TimeUnit.SECONDS);
            done.add(Thread.currentThread().getName());
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
          }
        };
    three.runAll(List.of(meets, meets, meets, meets, meets, meets), told::add);

    assertEquals(List.of(), told);
    assertEquals(Stream.generate(() -> "calls").limit(6).toList(), done);
    three.close();
  }

  @Test
  void runsEveryTaskDespiteFailures() {
    Runnable fails =
        () -> {
          throw new IllegalStateException("away");
        };
    three.runAll(List.of(fails, () -> done.add("one"), fails, () -> done.add("two")), told::add);

    assertEquals(2, told.size());
    assertEquals(List.of("one", "two"), done.stream().sorted().toList());
    three.close();
  }

  @Test
  void startsNoTaskAfterClose() {
    three.close();
    List<Runnable> late = List.of(() -> done.add("late"));
    three.runAll(late, told::add);

    assertFalse(three.runAllWithin(Duration.ofSeconds(20), late, told::add));
    assertTrue(done.isEmpty());
  }

  @Test
  void submitDoesNotWait() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    Runnable waits = after(goOn, finished);
    assertTrue(three.submit(new ResilientScheduledTask(waits, told::add)));

    three.close();
    assertFalse(three.submit(new ResilientScheduledTask(waits, told::add)));
    goOn.countDown();
    assertTrue(finished.await(20, TimeUnit.SECONDS));
  }

  @Test
  void stopsWaitingAfterTimeoutButCompletesTasks() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    Runnable slow = after(goOn, finished);

    assertFalse(three.runAllWithin(Duration.ofMillis(1), List.of(slow), told::add));
    goOn.countDown();
    assertTrue(finished.await(20, TimeUnit.SECONDS));
    assertTrue(
        three.runAllWithin(Duration.ofSeconds(20), List.of(() -> done.add("one")), told::add));
    three.close();
  }

  @Test
  void stopsWaitingIfThreadIsInterrupted() {
    var returned = new CountDownLatch(1);
    Runnable waits = after(returned, new CountDownLatch(1));
    Thread.currentThread().interrupt();
    three.runAll(List.of(waits), told::add);

    assertTrue(Thread.interrupted());
    returned.countDown();
    three.close();
  }

  private static Runnable after(CountDownLatch start, CountDownLatch finished) {
    return () -> {
      try {
        start.await();
        finished.countDown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
