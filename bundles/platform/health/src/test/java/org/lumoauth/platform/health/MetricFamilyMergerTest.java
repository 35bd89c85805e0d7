/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

class MetricFamilyMergerTest {

  @Test
  void sumsCountersWithSameLabels() {
    assertEquals(
        List.of(counter(Map.of("kind", "a"), 5)),
        MetricFamilyMerger.of(
            List.of(counter(Map.of("kind", "a"), 2), counter(Map.of("kind", "a"), 3))));
  }

  @Test
  void retainsSamplesWithDifferentLabels() {
    var merged =
        MetricFamilyMerger.of(
            List.of(counter(Map.of("kind", "a"), 2), counter(Map.of("kind", "b"), 3)));

    assertEquals(
        List.of(
            new MetricSample("_total", Map.of("kind", "a"), 2),
            new MetricSample("_total", Map.of("kind", "b"), 3)),
        merged.get(0).samples());
  }

  @Test
  void usesMaximumOfGauges() {
    assertEquals(
        List.of(Metric.gauge("waiting", "h", 7)),
        MetricFamilyMerger.of(
            List.of(Metric.gauge("waiting", "h", 7), Metric.gauge("waiting", "h", 4))));
  }

  @Test
  void preservesOrderOfDistinctMetrics() {
    var metrics = List.of(Metric.gauge("b", "h", 1), Metric.gauge("a", "h", 2));

    assertEquals(metrics, MetricFamilyMerger.of(metrics));
  }

  private static Metric counter(Map<String, String> labels, double value) {
    return new Metric(
        "events",
        Metric.MetricType.COUNTER,
        "h",
        List.of(new MetricSample("_total", labels, value)));
  }
}
