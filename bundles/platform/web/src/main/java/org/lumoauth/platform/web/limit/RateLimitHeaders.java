/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Creates the headers that report the remaining limit. */
public final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /** Returns {@code X-RateLimit-*}, and {@code Retry-After} if the limit is exhausted. */
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

  /** Returns whole seconds, rounded up so that a retry after them succeeds. */
  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
  }
}
