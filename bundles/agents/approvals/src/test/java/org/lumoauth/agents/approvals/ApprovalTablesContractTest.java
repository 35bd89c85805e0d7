/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class ApprovalTablesContractTest extends TenantTablesContract {

  ApprovalTablesContractTest() {
    super(PersistentApprovalService.class);
  }
}
