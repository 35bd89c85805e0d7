package org.lumoauth.agents.delegation.chain;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TokenChainMaintenanceContractTest extends PersistentTenantDataEraserContract {

  private TokenChainMaintenance upkeep;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenChainStore.class));
    upkeep = new TokenChainMaintenance(new TokenChainStore(unit));
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
