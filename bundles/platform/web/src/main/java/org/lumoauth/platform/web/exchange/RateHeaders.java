package org.lumoauth.platform.web.exchange;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.platform.web.limit.RateLimiter;

/** Tells a caller how much of a limit is left. */
final class RateHeaders {
  private RateHeaders() {}

  static void set(HttpServletResponse response, RateLimiter.Verdict verdict) {
    response.setHeader("X-RateLimit-Limit", String.valueOf(verdict.limit()));
    response.setHeader("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
    response.setHeader(
        "X-RateLimit-Reset",
        String.valueOf(Instant.now().getEpochSecond() + seconds(verdict.resetNanos())));
    if (!verdict.allowed()) {
      response.setHeader("Retry-After", String.valueOf(seconds(verdict.retryNanos())));
    }
  }

  /** Whole seconds, rounded up: after that many it holds for certain. */
  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
  }
}
