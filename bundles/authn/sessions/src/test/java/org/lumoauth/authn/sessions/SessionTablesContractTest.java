/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class SessionTablesContractTest extends TenantTablesContract {

  SessionTablesContractTest() {
    super(SessionStore.class);
  }

  @Override
  protected PersistenceUnitDefinition definition() {
    return SessionStore.UNIT;
  }
}
