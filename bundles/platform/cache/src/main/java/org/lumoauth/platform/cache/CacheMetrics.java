/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Metrics of the caches that {@link MeasuredCacheFactory} built. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=platform-cache"})
public final class CacheMetrics implements MetricSource {
  private static final String CACHE = "cache";
  private static final String RESULT = "result";

  @Activate
  public CacheMetrics() {
    // The registry already contains all data.
  }

  @Override
  public List<Metric> metrics() {
    List<MetricSample> requests = new ArrayList<>();
    List<MetricSample> evictions = new ArrayList<>();
    List<MetricSample> entries = new ArrayList<>();
    CacheRegistry.groups()
        .forEach(
            (name, group) -> {
              CacheStats statistics = group.statistics();
              Map<String, String> labels = Map.of(CACHE, name);
              requests.add(lookups(name, "hit", statistics.hitCount()));
              requests.add(lookups(name, "miss", statistics.missCount()));
              evictions.add(new MetricSample("", labels, statistics.evictionCount()));
              entries.add(new MetricSample("", labels, group.entries()));
            });
    return List.of(
        new Metric(
            "lumoauth_cache_requests_total",
            Metric.MetricType.COUNTER,
            "Lookups in caches of the server.",
            requests),
        new Metric(
            "lumoauth_cache_evictions_total",
            Metric.MetricType.COUNTER,
            "Entries removed because a cache was full or they expired.",
            evictions),
        new Metric(
            "lumoauth_cache_entries", Metric.MetricType.GAUGE, "Entries, approximately.", entries));
  }

  private static MetricSample lookups(String cache, String result, long count) {
    return new MetricSample("", Map.of(CACHE, cache, RESULT, result), count);
  }
}
