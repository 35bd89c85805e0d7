package org.lumoauth.agents.aauthperson.store;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class MissionEntriesContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    return new MissionEntries(unit, new FakeIdentifiers());
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("aap_record", "aap_token", "aap_shown", "aap_delivery");
  }
}
