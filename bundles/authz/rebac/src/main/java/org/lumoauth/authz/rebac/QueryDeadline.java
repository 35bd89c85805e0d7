package org.lumoauth.authz.rebac;

import java.time.Duration;

/** When questions that are asked together must be answered. */
final class QueryDeadline {

  private static final Duration LONG = Duration.ofDays(1);

  /** For one question, which has its own time. */
  static final QueryDeadline OWN = new QueryDeadline(0, null);

  private final long start;
  private final Duration time;

  private QueryDeadline(long start, Duration time) {
    this.start = start;
    this.time = time;
  }

  /** In so much time from now. */
  static QueryDeadline in(Duration time) {
    return new QueryDeadline(System.nanoTime(), time);
  }

  /** How much time is left; nothing or less if it is over. */
  Duration remaining() {
    return time == null ? LONG : time.minusNanos(System.nanoTime() - start);
  }
}
