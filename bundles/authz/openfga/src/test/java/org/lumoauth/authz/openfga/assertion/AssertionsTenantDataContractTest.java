package org.lumoauth.authz.openfga.assertion;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AssertionsTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new AssertionsUnit(database.open(AssertionsUnit.DEFINITION));
    return new AssertionsTenantData(new AssertionStore(unit));
  }
}
