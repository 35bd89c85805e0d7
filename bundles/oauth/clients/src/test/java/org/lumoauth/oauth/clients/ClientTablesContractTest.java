/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class ClientTablesContractTest extends TenantTablesContract {

  ClientTablesContractTest() {
    super(ClientPersistenceUnit.class);
  }

  @Override
  protected PersistenceUnitDefinition definition() {
    return ClientPersistenceUnit.DEFINITION;
  }
}
