package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IssuedTokensContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new IssuedTokens(RecordsUnit.on(database.open(RecordsUnit.DEFINITION)));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_mission_log", "aap_mission_size", "aap_delivery");
  }
}
