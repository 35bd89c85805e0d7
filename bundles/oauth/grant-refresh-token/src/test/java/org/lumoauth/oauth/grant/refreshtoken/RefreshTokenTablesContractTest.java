/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class RefreshTokenTablesContractTest extends TenantTablesContract {

  RefreshTokenTablesContractTest() {
    super(RefreshTokenFamilyStore.class);
  }
}
