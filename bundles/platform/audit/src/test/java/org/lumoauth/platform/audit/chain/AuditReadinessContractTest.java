/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.ReadinessProbeContract;

class AuditReadinessContractTest extends ReadinessProbeContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final AuditLogFixture logs = AuditLogFixture.on(database);
  private final ChainedAuditLog full = new FullDiskAuditChainStore(logs.tables).log();

  @AfterEach
  void close() {
    full.close();
    logs.close();
    database.close();
  }

  @Override
  protected ReadinessProbe ready() {
    return logs.log;
  }

  @Override
  protected ReadinessProbe unready() {
    assertThrows(
        ApiException.class, () -> full.record("ten_acme", AuditLogFixture.event("test.event")));
    return full;
  }
}
