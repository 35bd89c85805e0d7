/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.api.metric.Metric;

/**
 * Writes the Prometheus text format 0.0.4.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class PrometheusTextWriter {
  private PrometheusTextWriter() {}

  static String of(List<Metric> metrics) {
    StringBuilder out = new StringBuilder();
    for (Metric metric : metrics) {
      out.append("# HELP ").append(metric.name()).append(' ').append(help(metric.help()));
      out.append("\n# TYPE ").append(metric.name()).append(' ');
      out.append(metric.type().name().toLowerCase(Locale.ROOT)).append('\n');
      for (Metric.MetricSample sample : metric.samples()) {
        out.append(metric.name()).append(sample.suffix());
        labels(out, sample.labels());
        out.append(' ').append(value(sample.value())).append('\n');
      }
    }
    return out.toString();
  }

  private static void labels(StringBuilder out, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    char separator = '{';
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      out.append(separator).append(label.getKey()).append("=\"");
      out.append(help(label.getValue()).replace("\"", "\\\"")).append('"');
      separator = ',';
    }
    out.append('}');
  }

  private static String help(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String value(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
