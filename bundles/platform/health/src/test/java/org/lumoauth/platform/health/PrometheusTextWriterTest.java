/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

class PrometheusTextWriterTest {

  @Test
  void writesHelpTypeAndSample() {
    assertEquals(
        "# HELP jobs Jobs under way.\n# TYPE jobs gauge\njobs 3\n",
        PrometheusTextWriter.of(List.of(Metric.gauge("jobs", "Jobs under way.", 3))));
  }

  @Test
  void writesLabelsInOrderAndEscaped() {
    Metric metric =
        new Metric(
            "m",
            Metric.MetricType.COUNTER,
            "h",
            List.of(new MetricSample("_x", Map.of("b", "\"\\", "a", "1"), 0.5)));

    assertEquals(
        "# HELP m h\n# TYPE m counter\nm_x{a=\"1\",b=\"\\\"\\\\\"} 0.5\n",
        PrometheusTextWriter.of(List.of(metric)));
  }

  @Test
  void writesInfinityInPrometheusFormat() {
    assertEquals(
        "# HELP m h\n# TYPE m gauge\nm +Inf\n",
        PrometheusTextWriter.of(List.of(Metric.gauge("m", "h", Double.POSITIVE_INFINITY))));
  }
}
