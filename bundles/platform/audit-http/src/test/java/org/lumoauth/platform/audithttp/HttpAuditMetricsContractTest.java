/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class HttpAuditMetricsContractTest extends MetricSourceContract {
  private final HttpSinkTestFramework framework = new HttpSinkTestFramework();
  private final HttpAuditSinkRegistrar module =
      new HttpAuditSinkRegistrar(
          framework.context(),
          new HttpSinkTestSettings("https://siem.example.com/audit", 100),
          request -> new OutboundResponse(204, Map.of(), new byte[0]),
          Map.of());

  @AfterEach
  void close() {
    module.close();
  }

  @Override
  protected MetricSource source() {
    return module;
  }

  @Override
  protected void work(TenantContext tenant) {
    framework.sink().orElseThrow().accept(List.of());
  }
}
