package org.lumoauth.agents.aauthperson.revocation;

import java.util.Set;
import org.lumoauth.agents.aauthperson.store.PersonServerSqlGateway;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RevocationNotificationStoreContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new RevocationNotificationStore(
        PersonServerSqlGateway.on(database.open(PersonServerSqlGateway.DEFINITION)));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_mission_log", "aap_mission_size", "aap_token", "aap_shown");
  }
}
