/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ResilientScheduledTask;

class BackgroundTaskRunnerTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final List<Throwable> told = new CopyOnWriteArrayList<>();
  private final BackgroundTaskRunner background = new BackgroundTaskRunner("things");

  @Test
  void runsTaskRepeatedly() throws InterruptedException {
    var turns = new CountDownLatch(3);
    background.scheduleRepeating(Duration.ZERO, Duration.ofNanos(1), turn(turns::countDown));

    assertTrue(turns.await(20, TimeUnit.SECONDS));
    background.close();
  }

  @Test
  void runsSubmittedTaskBeforeDelayedTask() throws InterruptedException {
    var turns = new CountDownLatch(1);
    background.scheduleRepeating(LONG, turn(turns::countDown));

    assertTrue(background.submit(turn(turns::countDown)));
    assertTrue(turns.await(20, TimeUnit.SECONDS));
    background.close();
  }

  @Test
  void continuesAfterFailedTask() throws InterruptedException {
    var turns = new CountDownLatch(1);
    background.submit(
        turn(
            () -> {
              throw new IllegalStateException("away");
            }));
    background.submit(turn(turns::countDown));

    assertTrue(turns.await(20, TimeUnit.SECONDS));
    assertEquals("away", told.get(0).getMessage());
    background.close();
  }

  @Test
  void usesNamedDaemonThread() throws InterruptedException {
    var seen = new CopyOnWriteArrayList<Thread>();
    var turns = new CountDownLatch(1);
    background.submit(
        turn(
            () -> {
              seen.add(Thread.currentThread());
              turns.countDown();
            }));

    assertTrue(turns.await(20, TimeUnit.SECONDS));
    assertTrue(seen.get(0).isDaemon());
    assertEquals("things", seen.get(0).getName());
    background.close();
  }

  @Test
  void closeCompletesStartedAndSubmittedTasks() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var finished = new CountDownLatch(2);
    background.submit(
        turn(
            () -> {
              begun.countDown();
              await(goOn);
              finished.countDown();
            }));
    background.submit(turn(finished::countDown));
    begun.await();

    background.close();
    assertTrue(background.isClosed());
    assertFalse(background.submit(turn(finished::countDown)));
    goOn.countDown();
    assertTrue(finished.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(), told);
  }

  @Test
  void doesNotRepeatTaskAfterClose() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var last = new CountDownLatch(1);
    var turns = new AtomicInteger();
    background.scheduleRepeating(
        Duration.ZERO,
        Duration.ofNanos(1),
        turn(
            () -> {
              turns.incrementAndGet();
              begun.countDown();
              await(goOn);
            }));
    begun.await();
    background.submit(turn(last::countDown)); // behind the turn that was begun, and before another

    background.close();
    goOn.countDown();
    assertTrue(last.await(20, TimeUnit.SECONDS));
    assertEquals(1, turns.get());
  }

  @Test
  void interruptsRunningTask() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    background.submit(
        turn(
            () -> {
              begun.countDown();
              await(new CountDownLatch(1));
              finished.countDown();
            }));
    begun.await();

    background.interrupt();
    assertTrue(finished.await(20, TimeUnit.SECONDS));
    assertFalse(background.submit(turn(finished::countDown)));
  }

  private ResilientScheduledTask turn(Runnable work) {
    return new ResilientScheduledTask(work, told::add);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
