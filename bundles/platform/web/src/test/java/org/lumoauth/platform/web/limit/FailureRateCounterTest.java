/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.limit.FailureRateCounter.FailureKey;

class FailureRateCounterTest {

  private static final RateLimit RATE = RateLimit.parse("3/60s");
  private static final FailureKey KEY = new FailureKey("ten_1", "client", "robot", "10.0.0.1");
  private static final FailureKey OTHER = new FailureKey("ten_1", "client", "robot", "10.0.0.2");

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final FailureRateCounter counts = new FailureRateCounter(clock::get);

  @Test
  void allowsKeyWithoutFailures() {
    assertTrue(counts.check(KEY, RATE).allowed());
    assertEquals(3, counts.check(KEY, RATE).remaining());
  }

  @Test
  void allowsFailuresUpToRate() {
    counts.count(KEY, RATE);
    counts.count(KEY, RATE);
    assertTrue(counts.check(KEY, RATE).allowed());
    counts.count(KEY, RATE);

    assertFalse(counts.check(KEY, RATE).allowed());
  }

  @Test
  void reportsRetryTime() {
    exhaust();

    assertEquals(Duration.ofSeconds(20).toNanos(), counts.check(KEY, RATE).retryNanos());
  }

  @Test
  void allowsAttemptAfterRetryTime() {
    exhaust();
    clock.addAndGet(Duration.ofSeconds(20).toNanos());

    assertTrue(counts.check(KEY, RATE).allowed());
  }

  @Test
  void checkDoesNotCount() {
    for (int i = 0; i < 10; i++) {
      counts.check(KEY, RATE);
    }

    assertEquals(3, counts.check(KEY, RATE).remaining());
  }

  @Test
  void countsKeysSeparately() {
    exhaust();

    assertTrue(counts.check(OTHER, RATE).allowed());
  }

  @Test
  void rejectedAttemptsDoNotExtendBlock() {
    exhaust();
    for (int i = 0; i < 10; i++) {
      counts.count(KEY, RATE);
    }
    clock.addAndGet(Duration.ofSeconds(20).toNanos());

    assertTrue(counts.check(KEY, RATE).allowed());
  }

  @Test
  void reportsExhaustionOncePerWindow() {
    assertFalse(counts.count(KEY, RATE).justExhausted());
    assertFalse(counts.count(KEY, RATE).justExhausted());
    assertTrue(counts.count(KEY, RATE).justExhausted());
    clock.addAndGet(Duration.ofSeconds(20).toNanos());
    assertFalse(counts.count(KEY, RATE).justExhausted());
    clock.addAndGet(Duration.ofSeconds(40).toNanos());
    counts.count(KEY, RATE);

    assertTrue(counts.count(KEY, RATE).justExhausted());
  }

  private void exhaust() {
    for (int i = 0; i < 3; i++) {
      counts.count(KEY, RATE);
    }
  }
}
