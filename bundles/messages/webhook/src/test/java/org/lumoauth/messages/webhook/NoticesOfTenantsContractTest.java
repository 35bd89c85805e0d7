package org.lumoauth.messages.webhook;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class NoticesOfTenantsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new Webhooks.OfTenants(new NoticeStore(database.open(NoticeStore.DEFINITION)));
  }
}
