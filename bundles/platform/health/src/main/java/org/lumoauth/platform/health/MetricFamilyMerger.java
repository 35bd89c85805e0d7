package org.lumoauth.platform.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

/**
 * Puts metrics of one name together: two versions of a module, the newer at work and the older
 * still at its last requests, each bring their own, and a name may stand in an exposition once.
 */
final class MetricFamilyMerger {

  private MetricFamilyMerger() {}

  /** The metrics, each name once, in the order of the first of each. */
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
            // What was counted adds up; what is measured may be one thing that both see.
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
