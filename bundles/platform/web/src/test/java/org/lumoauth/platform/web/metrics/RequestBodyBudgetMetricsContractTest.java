/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.metrics;

import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.settings.RequestBodyBudget;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class RequestBodyBudgetMetricsContractTest extends MetricSourceContract {
  private final RequestBodyBudget budget = new RequestBodyBudget(100);

  @Override
  protected MetricSource source() {
    return new RequestBodyBudgetMetrics(() -> budget);
  }

  @Override
  protected void work(TenantContext tenant) {
    budget.take(1);
  }
}
