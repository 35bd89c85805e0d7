/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class DetailsTypeTablesContractTest extends TenantTablesContract {

  DetailsTypeTablesContractTest() {
    super(DetailsTypeStore.class);
  }
}
