package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PersonServerRecordStoreContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = PersonServerSqlGateway.on(database.open(PersonServerSqlGateway.DEFINITION));
    return new PersonServerRecordStore(unit);
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_token", "aap_shown", "aap_delivery", "aap_mission_log", "aap_mission_size");
  }
}
