/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import org.lumoauth.agents.registry.store.AgentRegistryPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class AgentTablesContractTest extends TenantTablesContract {

  AgentTablesContractTest() {
    super(ChangeAttribution.class);
  }

  @Override
  protected PersistenceUnitDefinition definition() {
    return AgentRegistryPersistenceUnit.DEFINITION;
  }
}
