/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class SsfMetricsContractTest extends MetricSourceContract {

  private final SsfMetrics counters = new SsfMetrics();

  @Override
  protected MetricSource source() {
    return counters;
  }

  @Override
  protected void work(TenantContext tenant) {
    counters.queued(3);
    counters.taken(1);
    counters.refused();
    counters.failed();
    counters.stopped();
    counters.behind(5);
  }
}
