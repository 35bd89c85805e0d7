package org.lumoauth.agents.aauthperson;

import org.lumoauth.platform.persistence.testkit.TenantTablesContract;

class PersonServerTablesContractTest extends TenantTablesContract {
  PersonServerTablesContractTest() {
    super(PersonServerSettings.class);
  }
}
