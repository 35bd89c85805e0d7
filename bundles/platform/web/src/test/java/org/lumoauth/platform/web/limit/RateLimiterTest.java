/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final RateLimitRule rule = RateLimitRule.parse("POST ~/auth/** 3/60s ip");
  private final RateLimitRule everything = RateLimitRule.parse("* /** 6000000/60s ip");
  private final RateLimiter limiter = new RateLimiter(List.of(rule), clock::get);

  private RateLimiter.RateLimitVerdict count(String tenant, String who) {
    return limiter.count(rule, tenant, who);
  }

  private void exhaust() {
    for (int i = 0; i < 3; i++) {
      count("acme", "10.0.0.1");
    }
  }

  @Test
  void allowsRequestsUpToLimit() {
    assertEquals(2, count("acme", "10.0.0.1").remaining());
    assertEquals(1, count("acme", "10.0.0.1").remaining());
    assertEquals(0, count("acme", "10.0.0.1").remaining());
  }

  @Test
  void rejectsRequestBeyondLimitWithRetryTime() {
    exhaust();

    RateLimiter.RateLimitVerdict verdict = count("acme", "10.0.0.1");

    assertFalse(verdict.allowed());
    assertEquals(Duration.ofSeconds(20).toNanos(), verdict.retryNanos());
  }

  @Test
  void allowsRequestAfterRetryTime() {
    exhaust();
    clock.addAndGet(Duration.ofSeconds(20).toNanos());

    assertTrue(count("acme", "10.0.0.1").allowed());
  }

  @Test
  void retainsCountsOfOneRuleIfAnotherIsFlooded() {
    RateLimiter both = new RateLimiter(List.of(rule, everything), clock::get);
    for (int i = 0; i < 3; i++) {
      both.count(rule, "acme", "10.0.0.1");
    }
    for (int i = 0; i < 70_000; i++) {
      both.count(everything, "acme", "10.1.0." + i);
    }

    assertFalse(both.count(rule, "acme", "10.0.0.1").allowed());
  }

  @Test
  void countsAddressesSeparately() {
    exhaust();

    assertTrue(count("acme", "10.0.0.2").allowed());
  }

  @Test
  void countsTenantsSeparately() {
    exhaust();

    assertTrue(count("beta", "10.0.0.1").allowed());
  }

  @Test
  void retainsExhaustedKeyIfTableIsFull() {
    exhaust();
    for (int i = 0; i < 70_000; i++) {
      count("acme", "other" + i);
    }

    assertFalse(count("acme", "10.0.0.1").allowed());
  }

  @Test
  void limitsNumberOfTrackedCallers() {
    var counts = new RequestRateCounter(rule);
    for (int i = 0; i < 300_000; i++) {
      counts.count("acme", "caller" + i, 0);
    }

    assertTrue(counts.size() <= RequestRateCounter.MAX_KEYS, "keys: " + counts.size());
  }

  @Test
  void countsConcurrentRequestsExactlyOnce() {
    RateLimitRule many = RateLimitRule.parse("POST ~/x 5000/60s caller");
    var counts = new RequestRateCounter(many);

    long allowed =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(i -> counts.count("acme", "one", 0).allowed())
            .count();

    assertEquals(5000, allowed);
  }

  @Test
  void appliesToSubpathsOfRule() {
    assertTrue(limiter.rules("POST", "/t/{tenant}/api/v1/auth/login").ip().isPresent());
    assertTrue(limiter.rules("GET", "/t/{tenant}/api/v1/auth/login").ip().isEmpty());
    assertTrue(limiter.rules("POST", "/t/{tenant}/api/v1/oauth/token").ip().isEmpty());
  }

  @Test
  void treatsZeroAsUnlimited() {
    RateLimiter unlimited =
        new RateLimiter(List.of(RateLimitRule.parse("* /api/v1/** 0/1s caller")), clock::get);

    assertTrue(unlimited.rules("GET", "/api/v1/x").caller().isEmpty());
  }

  @Test
  void appliesCatchAllRuleExceptToUnlimitedPaths() {
    RateLimiter general =
        new RateLimiter(
            List.of(
                RateLimitRule.parse("POST ~/x 0/60s ip"), RateLimitRule.parse("* /** 9/60s ip")),
            clock::get);

    assertTrue(general.rules("POST", "/t/{tenant}/api/v1/x").ip().isEmpty());
    for (String path : List.of("/t/{tenant}/api/v1/y", "/t/{tenant}/login", "/api/v1/z")) {
      assertEquals(9, general.rules("GET", path).ip().orElseThrow().count());
    }
  }

  @Test
  void appliesFirstMatchingRulePerKey() {
    RateLimiter several =
        new RateLimiter(
            List.of(
                RateLimitRule.parse("POST ~/x 1/60s caller"),
                RateLimitRule.parse("* /** 2/60s ip"),
                RateLimitRule.parse("* /** 3/60s caller"),
                RateLimitRule.parse("* /** 4/60s tenant")),
            clock::get);

    RateLimitRuleSet rules = several.rules("POST", "/t/{tenant}/api/v1/x");
    assertEquals(1, rules.caller().orElseThrow().count());
    assertEquals(2, rules.ip().orElseThrow().count());
    assertEquals(4, rules.tenant().orElseThrow().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "POST ~/x", "POST ~/x 1/0s ip", "POST ~/x 1/60 ip", "POST ~/x -1/1s ip"})
  void rejectsInvalidRule(String text) {
    assertThrows(IllegalArgumentException.class, () -> RateLimitRule.parse(text));
  }
}
