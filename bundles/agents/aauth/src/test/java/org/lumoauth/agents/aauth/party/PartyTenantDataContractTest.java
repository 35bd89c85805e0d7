package org.lumoauth.agents.aauth.party;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PartyTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = new PartyStore(PartiesUnit.on(database.open(PartiesUnit.DEFINITION)));
    return new PartyTenantData(store, new PartyMemory(store));
  }
}
