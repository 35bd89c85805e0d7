/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResilientScheduledTaskTest {

  private final List<Throwable> told = new ArrayList<>();

  @Test
  void runsAgainAfterNoClassDefFoundError() throws InterruptedException {
    var turns = new CountDownLatch(3);
    var clock = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> unused =
          clock.scheduleWithFixedDelay(
              new ResilientScheduledTask(
                  () -> {
                    turns.countDown();
                    throw new NoClassDefFoundError("swapped");
                  },
                  told::add),
              0,
              1,
              TimeUnit.MILLISECONDS);

      assertTrue(turns.await(20, TimeUnit.SECONDS));
    } finally {
      clock.shutdownNow();
    }
  }

  @Test
  void reportsFailureWithoutThrowing() {
    var unavailable = new IllegalStateException("the database is away");
    var gone = new NoSuchMethodError("swapped");

    new ResilientScheduledTask(failing(unavailable), told::add).run();
    new ResilientScheduledTask(failingWith(gone), told::add).run();

    assertEquals(List.of(unavailable, gone), told);
  }

  @Test
  void rethrowsOutOfMemoryError() {
    var error = new OutOfMemoryError("no room");
    var turn = new ResilientScheduledTask(failingWith(error), told::add);

    assertEquals(error, assertThrows(OutOfMemoryError.class, turn::run));
    assertEquals(List.of(error), told);
  }

  private static Runnable failing(RuntimeException with) {
    return () -> {
      throw with;
    };
  }

  private static Runnable failingWith(Error with) {
    return () -> {
      throw with;
    };
  }
}
