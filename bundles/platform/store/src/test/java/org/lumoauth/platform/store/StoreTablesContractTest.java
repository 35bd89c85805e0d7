/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class StoreTablesContractTest extends TenantTablesContract {

  StoreTablesContractTest() {
    super(DatabaseAttemptLimiter.class);
  }
}
