/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits activation attempts of a failing provider: at most one a second, and less often over time.
 * Every request may need the provider, and each attempt costs an activation and a log entry of the
 * container. The start and end of the failure are logged once.
 */
public final class ActivationBackoff {
  private static final Logger LOG = LoggerFactory.getLogger(ActivationBackoff.class);

  static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(16);

  private final String provider;
  private final LongSupplier nanos;
  private final AtomicReference<ActivationFailure> failing = new AtomicReference<>();

  /** A failure, with the time of the next attempt and the pause after it. */
  private record ActivationFailure(long next, long pause) {}

  /**
   * Starts without a known failure.
   *
   * @param provider the provider's name in the log
   * @param nanos the clock, such as {@link System#nanoTime}
   */
  public ActivationBackoff(String provider, LongSupplier nanos) {
    this.provider = provider;
    this.nanos = nanos;
  }

  /**
   * Returns whether the caller may try to activate the provider. Of several concurrent callers,
   * only one may.
   */
  boolean isDue() {
    ActivationFailure last = failing.get();
    if (last == null) {
      return true;
    }
    long now = nanos.getAsLong();
    return now - last.next() >= 0
        && failing.compareAndSet(
            last,
            new ActivationFailure(now + last.pause(), Math.min(2 * last.pause(), LONGEST_NANOS)));
  }

  /** Records a failed attempt. */
  void recordFailure(String reason) {
    long next = nanos.getAsLong() + SHORTEST_NANOS;
    if (failing.compareAndSet(null, new ActivationFailure(next, 2 * SHORTEST_NANOS))) {
      LOG.warn("provider_failing {} reason={}", provider, reason);
    }
  }

  /** Records a successful attempt. */
  void recordSuccess() {
    if (failing.get() != null && failing.getAndSet(null) != null) {
      LOG.warn("provider_works_again {}", provider);
    }
  }

  /** Resets the failure after a change, so that the next caller may try. */
  public void reset() {
    failing.updateAndGet(
        last -> last == null ? null : new ActivationFailure(nanos.getAsLong(), SHORTEST_NANOS));
  }
}
