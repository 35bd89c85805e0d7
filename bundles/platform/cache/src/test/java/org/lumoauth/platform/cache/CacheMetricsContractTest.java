/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class CacheMetricsContractTest extends MetricSourceContract {
  private final Cache<String, String> cache =
      MeasuredCacheFactory.build("test.contract", Caffeine.newBuilder().maximumSize(2));
  private final CacheMetrics metrics = new CacheMetrics();

  @Override
  protected MetricSource source() {
    return metrics;
  }

  @Override
  protected void work(TenantContext tenant) {
    String unusedLoaded = cache.get(tenant.id(), id -> id);
    String unusedAbsent = cache.getIfPresent(tenant.slug());
  }
}
