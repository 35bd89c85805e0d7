package org.lumoauth.agents.delegation.chain;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ChainUpkeepContractTest extends StoredTenantDataContract {

  private ChainUpkeep upkeep;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new DelegationUnit(database.units());
    upkeep = new ChainUpkeep(new ChainStore(unit));
    return upkeep;
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("agd_delegation");
  }

  @AfterEach
  void close() {
    upkeep.close();
  }
}
