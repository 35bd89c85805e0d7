/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;

class MeasuredCacheFactoryTest {
  private static final String REQUESTS = "lumoauth_cache_requests_total";
  private static final String EVICTIONS = "lumoauth_cache_evictions_total";
  private static final String ENTRIES = "lumoauth_cache_entries";

  @Test
  void measuresHitsMissesEvictionsAndEntries() {
    Cache<String, Integer> cache = cache("test.measured");
    look(cache);
    cache.put("a", 1);
    look(cache);
    look(cache);
    cache.put("b", 2);
    cache.put("c", 3);
    cache.cleanUp();

    assertEquals(2, value(REQUESTS, Map.of("cache", "test.measured", "result", "hit")));
    assertEquals(1, value(REQUESTS, Map.of("cache", "test.measured", "result", "miss")));
    assertEquals(1, value(EVICTIONS, Map.of("cache", "test.measured")));
    assertEquals(2, value(ENTRIES, Map.of("cache", "test.measured")));
  }

  @Test
  void measuresCachesThatLoadMissingValues() {
    LoadingCache<String, Integer> cache =
        MeasuredCacheFactory.build(
            "test.loading", Caffeine.newBuilder().maximumSize(2), key -> key.length());

    assertEquals(3, cache.get("abc"));
    assertEquals(3, cache.get("abc"));

    assertEquals(1, value(REQUESTS, Map.of("cache", "test.loading", "result", "hit")));
    assertEquals(1, value(REQUESTS, Map.of("cache", "test.loading", "result", "miss")));
  }

  @Test
  void sumsCachesWithSameName() {
    Cache<String, Integer> first = cache("test.shared");
    Cache<String, Integer> second = cache("test.shared");
    first.put("a", 1);
    second.put("a", 1);
    look(first);
    look(second);

    assertEquals(2, value(REQUESTS, Map.of("cache", "test.shared", "result", "hit")));
    assertEquals(2, value(ENTRIES, Map.of("cache", "test.shared")));
  }

  @Test
  void refusesMalformedNames() {
    assertThrows(IllegalArgumentException.class, () -> cache("clients"));
    assertThrows(IllegalArgumentException.class, () -> cache("oauth.Clients"));
  }

  private static void look(Cache<String, Integer> cache) {
    Integer unused = cache.getIfPresent("a");
  }

  private static Cache<String, Integer> cache(String name) {
    return MeasuredCacheFactory.build(
        name, Caffeine.newBuilder().executor(Runnable::run).maximumSize(2));
  }

  private static double value(String name, Map<String, String> labels) {
    return new CacheMetrics()
        .metrics().stream()
            .filter(metric -> metric.name().equals(name))
            .flatMap(metric -> metric.samples().stream())
            .filter(sample -> sample.labels().equals(labels))
            .mapToDouble(Metric.MetricSample::value)
            .sum();
  }
}
