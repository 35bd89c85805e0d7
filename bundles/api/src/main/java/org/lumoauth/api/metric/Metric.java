/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.metric;

import java.util.List;
import java.util.Map;

/**
 * A metric with its samples, in terms of the Prometheus exposition format 0.0.4.
 *
 * @param name lower-case letters, digits and underscores, such as {@code
 *     lumoauth_audit_queue_records}
 * @param type the type
 * @param help a sentence
 * @param samples the samples; none of their labels is determined by a tenant
 */
public record Metric(String name, MetricType type, String help, List<MetricSample> samples) {

  /** The types of metrics. */
  public enum MetricType {
    /** Only increases. */
    COUNTER,
    /** Increases and decreases. */
    GAUGE,
    /** Buckets with a sum and a count. */
    HISTOGRAM
  }

  /**
   * A sample of a metric.
   *
   * @param suffix the suffix of the name, such as {@code _bucket}; often empty
   * @param labels label values by name
   * @param value the value
   */
  public record MetricSample(String suffix, Map<String, String> labels, double value) {
    public MetricSample {
      labels = Map.copyOf(labels);
    }
  }

  public Metric {
    samples = List.copyOf(samples);
  }

  /** Returns a gauge without labels. */
  public static Metric gauge(String name, String help, double value) {
    return new Metric(name, MetricType.GAUGE, help, List.of(new MetricSample("", Map.of(), value)));
  }

  /** Returns a counter without labels. */
  public static Metric counter(String name, String help, double value) {
    return new Metric(
        name, MetricType.COUNTER, help, List.of(new MetricSample("", Map.of(), value)));
  }
}
