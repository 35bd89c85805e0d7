package org.lumoauth.api.metric;

import java.util.List;
import java.util.Map;

/**
 * A measured value with its samples, as in the Prometheus exposition format 0.0.4.
 *
 * @param name lower-case letters, digits and underscores, as {@code lumoauth_audit_queue_records}
 * @param type what kind of value
 * @param help a sentence
 * @param samples the values; none of their labels is made by a tenant
 */
public record Metric(String name, MetricType type, String help, List<MetricSample> samples) {

  /** Kinds of value. */
  public enum MetricType {
    /** Only grows. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Buckets with a sum and a count. */
    HISTOGRAM
  }

  /**
   * @param suffix what follows the name, as {@code _bucket}; often empty
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

  /** A value that goes up and down, without labels. */
  public static Metric gauge(String name, String help, double value) {
    return new Metric(name, MetricType.GAUGE, help, List.of(new MetricSample("", Map.of(), value)));
  }

  /** A value that only grows, without labels. */
  public static Metric counter(String name, String help, double value) {
    return new Metric(
        name, MetricType.COUNTER, help, List.of(new MetricSample("", Map.of(), value)));
  }
}
