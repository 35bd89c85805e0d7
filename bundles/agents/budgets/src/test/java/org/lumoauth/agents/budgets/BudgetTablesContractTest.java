/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class BudgetTablesContractTest extends TenantTablesContract {

  BudgetTablesContractTest() {
    super(BudgetChargeService.class);
  }
}
