/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class JitTablesContractTest extends TenantTablesContract {

  JitTablesContractTest() {
    super(JitApplication.class);
  }
}
