package org.lumoauth.platform.modules.provider;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When to try again to have a provider whose activation fails: once a second at most, and less and
 * less often while it goes on. Every request asks for it, and each try costs an activation and what
 * the container writes of it. One line tells that it began, one that it is over.
 */
public final class ActivationBackoff {
  private static final Logger LOG = LoggerFactory.getLogger(ActivationBackoff.class);

  static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(16);

  private final String provider;
  private final LongSupplier nanos;
  private final AtomicReference<ActivationFailure> failing = new AtomicReference<>();

  /** It fails; the next try is at that time, and the one after it that much later. */
  private record ActivationFailure(long next, long pause) {}

  /**
   * Begins with one that is not known to fail.
   *
   * @param provider what the log calls it
   * @param nanos the time, as of {@link System#nanoTime}
   */
  public ActivationBackoff(String provider, LongSupplier nanos) {
    this.provider = provider;
    this.nanos = nanos;
  }

  /** Whether the caller may try; of those who ask when it is time to try again, one may. */
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

  /** It could not be had. */
  void recordFailure(String reason) {
    long next = nanos.getAsLong() + SHORTEST_NANOS;
    if (failing.compareAndSet(null, new ActivationFailure(next, 2 * SHORTEST_NANOS))) {
      LOG.warn("provider_failing {} reason={}", provider, reason);
    }
  }

  /** It is there. */
  void recordSuccess() {
    if (failing.get() != null && failing.getAndSet(null) != null) {
      LOG.warn("provider_works_again {}", provider);
    }
  }

  /** Something about it has changed: the next to ask may try. */
  public void reset() {
    failing.updateAndGet(
        last -> last == null ? null : new ActivationFailure(nanos.getAsLong(), SHORTEST_NANOS));
  }
}
