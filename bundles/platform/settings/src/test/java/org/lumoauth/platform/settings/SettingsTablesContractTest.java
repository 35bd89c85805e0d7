/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class SettingsTablesContractTest extends TenantTablesContract {

  SettingsTablesContractTest() {
    super(SettingValueTable.class);
  }
}
