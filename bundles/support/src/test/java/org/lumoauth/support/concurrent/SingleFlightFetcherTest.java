/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightFetcherTest {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final AtomicInteger fetched = new AtomicInteger();
  private final SingleFlightFetcher turn =
      new SingleFlightFetcher(new FetchWaitLimiter(2, 2, Duration.ofMinutes(1)), () -> now);

  @Test
  void doesNotFetchBeforePauseElapses() {
    assertTrue(turn.fetchOnce(false, this::fetch));
    assertTrue(turn.fetchOnce(true, this::fetch));
    assertEquals(1, fetched.get());

    now = now.plus(PAUSE);
    assertTrue(turn.fetchOnce(true, this::fetch));
    assertEquals(2, fetched.get());
  }

  @Test
  void usesCopyDuringConcurrentFetch() throws Exception {
    var slow = fetchSlowly();

    assertFalse(turn.fetchOnce(true, this::fetch));

    slow.end();
    assertEquals(1, fetched.get());
  }

  @Test
  void doesNotFetchAgainAfterWaiting() throws Exception {
    var slow = fetchSlowly();
    var waits = new CompletableFuture<Boolean>();
    var thread = new Thread(() -> waits.complete(turn.fetchOnce(false, this::fetch)));
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // it stands in the room
    }

    slow.end();

    assertTrue(waits.get());
    assertEquals(1, fetched.get());
  }

  private void fetch() {
    fetched.incrementAndGet();
    turn.notBefore(now.plus(PAUSE));
  }

  private Slow fetchSlowly() throws InterruptedException {
    var started = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    var over =
        CompletableFuture.runAsync(
            () ->
                turn.fetchOnce(
                    false,
                    () -> {
                      started.countDown();
                      uninterrupted(answer);
                      fetch();
                    }));
    started.await();
    return new Slow(answer, over);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A fetch that is under way. */
  private record Slow(CountDownLatch answer, CompletableFuture<Void> over) {
    void end() throws Exception {
      answer.countDown();
      over.get();
    }
  }
}
