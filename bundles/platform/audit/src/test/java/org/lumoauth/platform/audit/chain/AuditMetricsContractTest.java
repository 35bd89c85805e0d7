/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class AuditMetricsContractTest extends MetricSourceContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final AuditLogFixture logs = AuditLogFixture.on(database);

  @AfterEach
  void close() {
    logs.close();
    database.close();
  }

  @Override
  protected MetricSource source() {
    return logs.log;
  }

  @Override
  protected void work(TenantContext tenant) {
    logs.fill(tenant.id(), 2);
  }
}
