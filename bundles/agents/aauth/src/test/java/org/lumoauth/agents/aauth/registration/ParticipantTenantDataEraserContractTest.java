package org.lumoauth.agents.aauth.registration;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ParticipantTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store =
        new ParticipantStore(
            ParticipantSqlGateway.on(database.open(ParticipantSqlGateway.DEFINITION)));
    return new ParticipantTenantDataEraser(store, new ParticipantCache(store));
  }
}
