package org.lumoauth.oauth.logout.notify;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class LogoutDataContractTest extends PersistentTenantDataEraserContract {

  private BackChannelLogoutWorker worker;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var store = LogoutStore.on(database.open(LogoutStore.DEFINITION));
    worker = new BackChannelLogoutWorker(store, IdleChannel.on(store));
    return worker;
  }

  @AfterEach
  void close() {
    worker.stop();
  }
}
