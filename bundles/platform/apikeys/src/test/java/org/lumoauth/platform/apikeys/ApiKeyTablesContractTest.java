/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class ApiKeyTablesContractTest extends TenantTablesContract {

  ApiKeyTablesContractTest() {
    super(ApiKeyStore.class);
  }

  @Override
  protected PersistenceUnitDefinition definition() {
    return ApiKeyStore.UNIT;
  }
}
