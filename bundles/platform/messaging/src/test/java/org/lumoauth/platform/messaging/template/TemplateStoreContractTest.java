package org.lumoauth.platform.messaging.template;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TemplateStoreContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return TemplateStore.on(database.open(TemplateStore.DEFINITION));
  }
}
