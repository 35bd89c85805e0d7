/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class McpTablesContractTest extends TenantTablesContract {

  McpTablesContractTest() {
    super(McpServerStore.class);
  }
}
