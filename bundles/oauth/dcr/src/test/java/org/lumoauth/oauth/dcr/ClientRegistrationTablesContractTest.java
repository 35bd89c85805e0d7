/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class ClientRegistrationTablesContractTest extends TenantTablesContract {

  ClientRegistrationTablesContractTest() {
    super(ClientRegistrationStore.class);
  }
}
