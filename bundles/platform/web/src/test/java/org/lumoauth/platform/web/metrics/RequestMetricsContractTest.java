/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.metrics;

import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class RequestMetricsContractTest extends MetricSourceContract {

  private final RequestMetrics meters = new RequestMetrics();

  @Override
  protected MetricSource source() {
    return meters;
  }

  @Override
  protected void work(TenantContext tenant) {
    meters.meterFor("GET", "/t/{tenant}/orders").record(200, 3_000_000);
    meters.meterFor("POST", "/t/{tenant}/orders").record(422, 7_000_000_000L);
    meters.unmatchedMeter().record(404, 1_000);
  }
}
