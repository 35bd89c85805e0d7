/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.Metric.MetricType;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;

/**
 * The contract of every {@link MetricSource}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">The format in which
 *     they are exported</a>
 */
public abstract class MetricSourceContract {

  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String BOUND = "le";

  private final TenantContext tenant = TestBuilders.aTenant("contract-measured").build();

  /** Returns the provider under test. */
  protected abstract MetricSource source();

  /** Performs measured work, for a tenant if the work belongs to tenants. */
  protected abstract void work(TenantContext tenant);

  @Test
  void declaresNameAndHelpOfEachMetric() {
    var names = new HashSet<String>();
    assertFalse(metrics().isEmpty());
    for (Metric metric : metrics()) {
      assertTrue(metric.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)+"), metric.name());
      assertTrue(names.add(metric.name()), metric.name() + " occurs twice");
      assertFalse(metric.help().isBlank(), metric.name());
    }
  }

  @Test
  void returnsTheSameMetricNamesEachTime() {
    var before = metrics().stream().map(Metric::name).toList();
    work(tenant);

    assertEquals(before, metrics().stream().map(Metric::name).toList());
  }

  @Test
  void returnsOneSamplePerLabelSet() {
    work(tenant);
    for (Metric metric : metrics()) {
      var seen = new HashSet<Object>();
      for (MetricSample sample : metric.samples()) {
        assertTrue(seen.add(List.of(sample.suffix(), sample.labels())), metric.name());
        sample
            .labels()
            .keySet()
            .forEach(label -> assertTrue(label.matches("[a-z][a-z0-9_]*"), label));
      }
    }
  }

  /** Metrics are read across all tenants, and each additional label value takes memory. */
  @Test
  void hasNoLabelWithTenantValues() {
    work(tenant);
    for (Metric metric : metrics()) {
      for (MetricSample sample : metric.samples()) {
        var labels = sample.labels().toString();
        assertFalse(labels.contains(tenant.id()) || labels.contains(tenant.slug()), labels);
      }
    }
  }

  @Test
  void returnsNumericValues() {
    work(tenant);
    for (Metric metric : metrics()) {
      for (MetricSample sample : metric.samples()) {
        assertFalse(Double.isNaN(sample.value()), metric.name());
        assertTrue(metric.type() == MetricType.GAUGE || sample.value() >= 0, metric.name());
      }
    }
  }

  @Test
  void countersNeverDecrease() {
    work(tenant);
    var before = counts();
    work(tenant);
    var after = counts();

    before.forEach(
        (sample, count) -> assertTrue(after.getOrDefault(sample, -1.0) >= count, sample::toString));
  }

  @Test
  void usesSuffixesOnlyForHistograms() {
    work(tenant);
    for (Metric metric : metrics()) {
      var allowed =
          metric.type() == MetricType.HISTOGRAM ? Set.of(BUCKET, "_sum", COUNT) : Set.of("");
      metric.samples().forEach(each -> assertTrue(allowed.contains(each.suffix()), metric.name()));
    }
  }

  @Test
  void histogramBucketsReachTheCount() {
    work(tenant);
    for (Metric metric : metrics()) {
      Map<Object, Double> last = new HashMap<>();
      Map<Object, String> bound = new HashMap<>();
      for (MetricSample sample : of(metric, BUCKET)) {
        var labels = new HashMap<>(sample.labels());
        labels.remove(BOUND);
        bound.put(labels, sample.labels().get(BOUND));
        assertTrue(sample.value() >= last.getOrDefault(labels, 0.0), metric.name());
        last.put(labels, sample.value());
      }
      for (MetricSample sample : of(metric, COUNT)) {
        assertEquals("+Inf", bound.get(sample.labels()), metric.name());
        assertEquals(sample.value(), last.get(sample.labels()), metric.name());
      }
    }
  }

  @Test
  void readsMetricsQuickly() {
    var source = source();
    ConcurrencyAssertions.assertQuick(source::metrics);
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var source = source();
    ConcurrencyAssertions.assertSameFromManyThreads(
        source.metrics().stream().map(Metric::name).toList(),
        () -> source.metrics().stream().map(Metric::name).toList());
  }

  private List<Metric> metrics() {
    return source().metrics();
  }

  private static List<MetricSample> of(Metric metric, String suffix) {
    return metric.samples().stream().filter(each -> each.suffix().equals(suffix)).toList();
  }

  private Map<List<Object>, Double> counts() {
    Map<List<Object>, Double> counts = new LinkedHashMap<>();
    for (Metric metric : metrics()) {
      if (metric.type() != MetricType.GAUGE) {
        metric
            .samples()
            .forEach(
                each ->
                    counts.put(List.of(metric.name(), each.suffix(), each.labels()), each.value()));
      }
    }
    return counts;
  }
}
