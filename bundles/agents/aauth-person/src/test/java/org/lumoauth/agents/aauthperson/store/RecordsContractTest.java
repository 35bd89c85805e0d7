package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RecordsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    return new Records(unit);
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_token", "aap_shown", "aap_delivery", "aap_mission_log", "aap_mission_size");
  }
}
