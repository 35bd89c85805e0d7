/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

/**
 * Merges metrics of the same name. During an update, the new and the old version of a module both
 * report metrics, but a name may appear only once in an exposition.
 */
final class MetricFamilyMerger {

  private MetricFamilyMerger() {}

  /** Returns the metrics with unique names, ordered by first occurrence. */
  static List<Metric> of(List<Metric> metrics) {
    Map<String, Metric> byName = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      byName.merge(metric.name(), metric, MetricFamilyMerger::together);
    }
    return List.copyOf(byName.values());
  }

  private static Metric together(Metric first, Metric second) {
    Map<MetricSeriesKey, Double> values = new LinkedHashMap<>();
    for (Metric metric : List.of(first, second)) {
      for (MetricSample sample : metric.samples()) {
        values.merge(
            new MetricSeriesKey(sample.suffix(), sample.labels()),
            sample.value(),
            // Counters are summed. Two gauges may measure the same resource, so the maximum is
            // used.
            first.type() == Metric.MetricType.GAUGE ? Math::max : Double::sum);
      }
    }
    List<MetricSample> samples = new ArrayList<>();
    values.forEach(
        (series, value) -> samples.add(new MetricSample(series.suffix(), series.labels(), value)));
    return new Metric(first.name(), first.type(), first.help(), List.copyOf(samples));
  }

  private record MetricSeriesKey(String suffix, Map<String, String> labels) {}
}
