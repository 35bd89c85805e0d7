/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;

class BundleTrafficGateTest {
  private final BundleTrafficGate gate = new BundleTrafficGate();

  @Test
  void admitsNoWorkWhileTheGateIsClosed() {
    gate.shut();

    assertNull(gate.enter());
  }

  @Test
  void admitsWorkAfterReopening() {
    gate.shut();
    gate.reopen();

    assertNotNull(gate.enter());
  }

  @Test
  void countsPermitClosedTwiceOnce() {
    ModuleWorkPermit first = gate.enter();
    gate.enter();

    first.close();
    first.close();

    assertEquals(1, gate.inFlight());
  }

  @Test
  void doesNotCountRejectedWork() {
    gate.shut();
    gate.enter();

    assertEquals(0, gate.inFlight());
  }

  @Test
  void reportsPendingWorkAfterTimeout() throws InterruptedException {
    gate.enter();
    gate.shut();

    assertFalse(gate.awaitIdle(Duration.ofMillis(5)));
  }

  @Test
  void wakesWaiterWhenLastWorkEnds() throws Exception {
    ModuleWorkPermit passage = gate.enter();
    gate.shut();
    var pool = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> idle = pool.submit(() -> gate.awaitIdle(Duration.ofSeconds(30)));
      passage.close();

      assertTrue(idle.get(10, TimeUnit.SECONDS));
    } finally {
      pool.shutdownNow();
    }
  }

  /** Work that is let in is over before idleness is reported, however the two race. */
  @Test
  void neverReportsIdleWhileAdmittedWorkRuns() throws Exception {
    int workers = 4;
    int rounds = 2_000;
    var pool = Executors.newFixedThreadPool(workers);
    AtomicInteger violations = new AtomicInteger();
    try {
      for (int round = 0; round < rounds; round++) {
        BundleTrafficGate raced = new BundleTrafficGate();
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
          running.add(pool.submit(() -> work(raced, stopped, start, violations)));
        }
        start.countDown();
        raced.shut();
        raced.awaitIdle(Duration.ofSeconds(10));
        stopped.set(true);
        for (Future<?> each : running) {
          each.get(10, TimeUnit.SECONDS);
        }
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(0, violations.get());
  }

  private static Void work(
      BundleTrafficGate gate, AtomicBoolean stopped, CountDownLatch start, AtomicInteger violations)
      throws InterruptedException {
    start.await();
    for (int i = 0; i < 50; i++) {
      ModuleWorkPermit passage = gate.enter();
      if (passage == null) {
        return null;
      }
      if (stopped.get()) {
        violations.incrementAndGet();
      }
      passage.close();
    }
    return null;
  }
}
