/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class SsfTablesContractTest extends TenantTablesContract {

  SsfTablesContractTest() {
    super(AuditChainPositionStore.class);
  }
}
