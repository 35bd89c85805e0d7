package org.lumoauth.platform.web.limit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tells a caller how much of a limit is left. */
public final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /** {@code X-RateLimit-*}, and {@code Retry-After} where nothing is left. */
  public static Map<String, String> of(RateLimiter.RateLimitVerdict verdict) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", String.valueOf(verdict.limit()));
    headers.put("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
    headers.put(
        "X-RateLimit-Reset",
        String.valueOf(Instant.now().getEpochSecond() + seconds(verdict.resetNanos())));
    if (!verdict.allowed()) {
      headers.put("Retry-After", String.valueOf(seconds(verdict.retryNanos())));
    }
    return headers;
  }

  /** Whole seconds, rounded up: after that many it holds for certain. */
  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
  }
}
