package org.lumoauth.authz.rebac;

import java.time.Duration;

/** When questions that are asked together must be answered. */
final class Deadline {

  private static final Duration LONG = Duration.ofDays(1);

  /** For one question, which has its own time. */
  static final Deadline OWN = new Deadline(0, null);

  private final long start;
  private final Duration time;

  private Deadline(long start, Duration time) {
    this.start = start;
    this.time = time;
  }

  /** In so much time from now. */
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime(), time);
  }

  /** How much time is left; nothing or less if it is over. */
  Duration left() {
    return time == null ? LONG : time.minusNanos(System.nanoTime() - start);
  }
}
