/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.time.Duration;

/** The common deadline of queries that are evaluated together. */
public final class QueryDeadline {

  private static final Duration LONG = Duration.ofDays(1);

  /** A single query, which has its own time limit. */
  public static final QueryDeadline OWN = new QueryDeadline(0, null);

  private final long start;
  private final Duration time;

  private QueryDeadline(long start, Duration time) {
    this.start = start;
    this.time = time;
  }

  /** Returns a deadline after the given time. */
  static QueryDeadline in(Duration time) {
    return new QueryDeadline(System.nanoTime(), time);
  }

  /** Returns the remaining time; zero or negative if the deadline has passed. */
  Duration remaining() {
    return time == null ? LONG : time.minusNanos(System.nanoTime() - start);
  }
}
