/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

/** Counts decisions and their duration. */
final class DecisionMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongAdder permitted = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Counts a decision that started at {@link System#nanoTime} {@code start}. */
  Decision count(Decision decision, long start) {
    (decision.permitted() ? permitted : denied).increment();
    nanos.add(System.nanoTime() - start);
    return decision;
  }

  List<Metric> metrics() {
    return List.of(
        new Metric(
            "lumoauth_decisions_total",
            Metric.MetricType.COUNTER,
            "Authorization decisions, by result.",
            List.of(sample("permit", permitted), sample("deny", denied))),
        Metric.counter(
            "lumoauth_decision_seconds_total",
            "Total time spent on authorization decisions.",
            nanos.sum() / NANOS_PER_SECOND));
  }

  private static MetricSample sample(String decision, LongAdder count) {
    return new MetricSample("", Map.of("decision", decision), count.sum());
  }
}
