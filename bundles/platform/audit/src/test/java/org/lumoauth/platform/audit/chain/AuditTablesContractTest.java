/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.Set;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

/** The chain of a deleted tenant remains. */
class AuditTablesContractTest extends TenantTablesContract {

  AuditTablesContractTest() {
    super(ChainedAuditLog.class);
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("audit_head", "audit_record", "audit_start");
  }
}
