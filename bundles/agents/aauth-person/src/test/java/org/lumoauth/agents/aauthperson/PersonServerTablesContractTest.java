/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class PersonServerTablesContractTest extends TenantTablesContract {
  PersonServerTablesContractTest() {
    super(PersonServerSettings.class);
  }
}
