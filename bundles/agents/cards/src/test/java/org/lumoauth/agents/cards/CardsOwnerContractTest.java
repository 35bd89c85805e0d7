package org.lumoauth.agents.cards;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class CardsOwnerContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new CardsUpkeep.Owner(new CardStore(database.units()));
  }
}
