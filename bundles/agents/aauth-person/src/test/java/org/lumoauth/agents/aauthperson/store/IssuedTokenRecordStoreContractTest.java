package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IssuedTokenRecordStoreContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new IssuedTokenRecordStore(
        PersonServerSqlGateway.on(database.open(PersonServerSqlGateway.DEFINITION)));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_mission_log", "aap_mission_size", "aap_delivery");
  }
}
