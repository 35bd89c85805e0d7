package org.lumoauth.oauth.dcr;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RegistrationStoreContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new RegistrationStore(database.open(RegistrationStore.DEFINITION));
  }
}
