/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class GrantRefreshSingleFlightTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final GrantRefreshSingleFlight<String> flights = new GrantRefreshSingleFlight<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch let = new CountDownLatch(1);

  @Test
  void sharesResultWithConcurrentCaller() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> flights.join("t", "g", LONG, this::work));
    begun.await();
    var second = new CompletableFuture<String>();
    var waiting =
        new Thread(() -> second.complete(flights.join("t", "g", LONG, () -> "done twice")));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    let.countDown();

    assertEquals("done", first.get());
    assertEquals("done", second.get());
  }

  @Test
  void propagatesFailureToConcurrentCaller() throws Exception {
    var first =
        CompletableFuture.supplyAsync(
            () ->
                flights.join(
                    "t",
                    "g",
                    LONG,
                    () -> {
                      work();
                      throw new IllegalStateException("failed");
                    }));
    begun.await();
    var second = new CompletableFuture<String>();
    var waiting =
        new Thread(
            () -> {
              try {
                second.complete(flights.join("t", "g", LONG, () -> "done twice"));
              } catch (IllegalStateException e) {
                second.complete(e.getMessage());
              }
            });
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    let.countDown();

    assertEquals("failed", second.get());
    assertThrows(ExecutionException.class, first::get);
  }

  @Test
  void returnsRefreshInProgressAfterWaitTimeout() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> flights.join("t", "g", LONG, this::work));
    begun.await();

    var problem =
        assertThrows(
            ApiException.class,
            () -> flights.join("t", "g", Duration.ofMillis(1), () -> "another"));

    assertEquals("refresh_in_progress", problem.code());
    assertEquals("2", problem.headers().get("Retry-After"));
    let.countDown();
    first.get();
  }

  @Test
  void runsDifferentGrantsAndTenantsIndependently() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> flights.join("t", "g", LONG, this::work));
    begun.await();

    assertEquals("other", flights.join("t", "h", LONG, () -> "other"));
    assertEquals("other", flights.join("u", "g", LONG, () -> "other"));
    let.countDown();
    first.get();
  }

  @Test
  void retriesAfterFailure() {
    var attempts = new AtomicInteger();
    assertThrows(
        IllegalStateException.class,
        () ->
            flights.join(
                "t",
                "g",
                LONG,
                () -> {
                  attempts.incrementAndGet();
                  throw new IllegalStateException();
                }));

    assertEquals("done", flights.join("t", "g", LONG, () -> "done"));
    assertEquals(1, attempts.get());
  }

  private String work() {
    begun.countDown();
    try {
      let.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "done";
  }
}
