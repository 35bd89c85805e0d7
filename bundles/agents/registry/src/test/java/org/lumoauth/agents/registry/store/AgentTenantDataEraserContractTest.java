package org.lumoauth.agents.registry.store;

import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new AgentRegistryPersistenceUnit(database.units());
    var store = new AgentStore(unit);
    return new AgentTenantDataEraser(store, new AgentCache(store, new BlueprintStore(unit)));
  }
}
