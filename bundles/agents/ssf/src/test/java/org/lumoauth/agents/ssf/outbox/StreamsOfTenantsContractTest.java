package org.lumoauth.agents.ssf.outbox;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.ssf.Room;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StreamsOfTenantsContractTest extends StoredTenantDataContract {

  private StreamUpkeep upkeep;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var room = new Room(database);
    upkeep =
        new StreamUpkeep(
            room.store, room.outbox, room.stops, room.owners, room.tenants, room.settings);
    return upkeep;
  }

  @AfterEach
  void close() {
    upkeep.close();
  }
}
