/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class AgentCardTablesContractTest extends TenantTablesContract {

  AgentCardTablesContractTest() {
    super(AgentCardStore.class);
  }
}
