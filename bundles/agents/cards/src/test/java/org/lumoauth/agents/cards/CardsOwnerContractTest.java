package org.lumoauth.agents.cards;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class CardsOwnerContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new AgentCardMaintenance.AgentCardTenantDataEraser(new AgentCardStore(database.units()));
  }
}
