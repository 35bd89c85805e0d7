package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class MissionLogStoreContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = PersonServerSqlGateway.on(database.open(PersonServerSqlGateway.DEFINITION));
    return new MissionLogStore(unit, new FakeIdGenerator());
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_token", "aap_shown", "aap_delivery");
  }
}
