/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class CibaTablesContractTest extends TenantTablesContract {

  CibaTablesContractTest() {
    super(CibaSettings.class);
  }
}
