package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.Sample;

class PrometheusTextTest {

  @Test
  void writesHelpTypeAndSample() {
    assertEquals(
        "# HELP jobs Jobs under way.\n# TYPE jobs gauge\njobs 3\n",
        PrometheusText.of(List.of(Metric.gauge("jobs", "Jobs under way.", 3))));
  }

  @Test
  void writesLabelsInOrderAndEscaped() {
    Metric metric =
        new Metric(
            "m",
            Metric.Type.COUNTER,
            "h",
            List.of(new Sample("_x", Map.of("b", "\"\\", "a", "1"), 0.5)));

    assertEquals(
        "# HELP m h\n# TYPE m counter\nm_x{a=\"1\",b=\"\\\"\\\\\"} 0.5\n",
        PrometheusText.of(List.of(metric)));
  }

  @Test
  void writesWhatIsNoNumberAsPrometheusKnowsIt() {
    assertEquals(
        "# HELP m h\n# TYPE m gauge\nm +Inf\n",
        PrometheusText.of(List.of(Metric.gauge("m", "h", Double.POSITIVE_INFINITY))));
  }
}
