/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class TrustRuleTablesContractTest extends TenantTablesContract {

  TrustRuleTablesContractTest() {
    super(TrustRuleStore.class);
  }
}
