/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class LogoutTablesContractTest extends TenantTablesContract {

  LogoutTablesContractTest() {
    super(LogoutMetadataContributor.class);
  }
}
