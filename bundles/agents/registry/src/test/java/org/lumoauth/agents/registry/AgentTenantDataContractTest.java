package org.lumoauth.agents.registry;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new RegistryUnit(database.units());
    var store = new AgentStore(unit);
    return new AgentTenantData(store, new AgentCache(store, new BlueprintStore(unit)));
  }
}
