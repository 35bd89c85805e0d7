/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of one route, by status class and duration. */
public final class RouteMetrics {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int STATUS_CLASSES = 6;

  /** The upper bounds of the buckets, in seconds. */
  static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
  };

  private final LongAdder[] byStatusClass = adders(STATUS_CLASSES);
  private final LongAdder[] buckets = adders(BOUNDS.length + 1);
  private final LongAdder nanos = new LongAdder();

  /** Counts one request. */
  public void record(int status, long tookNanos) {
    byStatusClass[Math.min(Math.max(status / 100, 0), STATUS_CLASSES - 1)].increment();
    nanos.add(tookNanos);
    double seconds = tookNanos / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
  }

  /** Returns the number of responses of a status class: 2 for 200 to 299. */
  public long count(int statusClass) {
    return byStatusClass[statusClass].sum();
  }

  /**
   * Returns the number of requests in this bucket: at most its bound and more than the bound of the
   * previous bucket.
   */
  long inBucket(int bucket) {
    return buckets[bucket].sum();
  }

  double sumSeconds() {
    return nanos.sum() / NANOS_PER_SECOND;
  }

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    for (int i = 0; i < count; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }
}
