package org.lumoauth.oauth.ciba.notify;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.oauth.ciba.World;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class CibaNotificationWorkerContractTest extends PersistentTenantDataEraserContract {

  private CibaNotificationWorker worker;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var tasks = SqlBackchannelTaskStore.on(database.open(SqlBackchannelTaskStore.DEFINITION));
    worker = new CibaNotificationWorker(tasks, new World().runner);
    return worker;
  }

  @AfterEach
  void close() {
    worker.stop();
  }
}
