package org.lumoauth.oauth.logout.notify;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class LogoutDataContractTest extends StoredTenantDataContract {

  private LogoutWorker worker;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var store = LogoutStore.on(database.open(LogoutStore.DEFINITION));
    worker = new LogoutWorker(store, IdleChannel.on(store));
    return worker;
  }

  @AfterEach
  void close() {
    worker.stop();
  }
}
