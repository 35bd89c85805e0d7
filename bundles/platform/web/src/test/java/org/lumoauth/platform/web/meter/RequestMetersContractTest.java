package org.lumoauth.platform.web.meter;

import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetricSourceContract;

class RequestMetersContractTest extends MetricSourceContract {

  private final RequestMeters meters = new RequestMeters();

  @Override
  protected MetricSource source() {
    return meters;
  }

  @Override
  protected void work(TenantContext tenant) {
    meters.of("GET", "/t/{tenant}/orders").record(200, 3_000_000);
    meters.of("POST", "/t/{tenant}/orders").record(422, 7_000_000_000L);
    meters.unmatched().record(404, 1_000);
  }
}
