package org.lumoauth.oauth.ciba.notify;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.oauth.ciba.World;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class WorkerContractTest extends StoredTenantDataContract {

  private Worker worker;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var tasks = StoredTasks.on(database.open(StoredTasks.DEFINITION));
    worker = new Worker(tasks, new World().runner);
    return worker;
  }

  @AfterEach
  void close() {
    worker.stop();
  }
}
