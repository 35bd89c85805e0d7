/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class VaultTablesContractTest extends TenantTablesContract {

  VaultTablesContractTest() {
    super(VaultTransactionRunner.class);
  }
}
