/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class SyslogAuditMetricsContractTest extends MetricSourceContract {
  private final SyslogSinkTestFramework framework = new SyslogSinkTestFramework();
  private final SyslogAuditSinkRegistrar module =
      new SyslogAuditSinkRegistrar(framework.context(), SyslogSinkTestSettings.to("127.0.0.1"));

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
