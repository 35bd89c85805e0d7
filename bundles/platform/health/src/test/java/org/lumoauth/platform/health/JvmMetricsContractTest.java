/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class JvmMetricsContractTest extends MetricSourceContract {

  @Override
  protected MetricSource source() {
    return new JvmMetrics();
  }

  @Override
  protected void work(TenantContext tenant) {
    // The machine measures itself.
  }
}
