package org.lumoauth.agents.aauthperson.revocation;

import java.util.Set;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DeliveriesContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new Deliveries(RecordsUnit.on(database.open(RecordsUnit.DEFINITION)));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_mission_log", "aap_mission_size", "aap_token", "aap_shown");
  }
}
