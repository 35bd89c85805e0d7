/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class GrantTablesContractTest extends TenantTablesContract {

  GrantTablesContractTest() {
    super(AuthorizationGrantStore.class);
  }
}
