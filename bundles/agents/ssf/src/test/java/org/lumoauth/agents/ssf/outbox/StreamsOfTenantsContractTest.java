package org.lumoauth.agents.ssf.outbox;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.ssf.Room;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StreamsOfTenantsContractTest extends PersistentTenantDataEraserContract {

  private StreamMaintenanceWorker upkeep;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var room = new Room(database);
    upkeep =
        new StreamMaintenanceWorker(
            room.store, room.outbox, room.stops, room.owners, room.tenants, room.settings);
    return upkeep;
  }

  @AfterEach
  void close() {
    upkeep.close();
  }
}
