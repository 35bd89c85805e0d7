package org.lumoauth.agents.ssf.outbox;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.ssf.Room;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.TenantDataOwnerContract;

class StreamsOfTenantsContractTest extends TenantDataOwnerContract {

  private TestDatabase database;
  private Room room;
  private StreamUpkeep upkeep;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new Room(database);
    upkeep =
        new StreamUpkeep(
            room.store, room.outbox, room.stops, room.owners, room.tenants, room.settings);
  }

  @AfterEach
  void close() {
    upkeep.close();
    database.close();
  }

  @Override
  protected TenantDataOwner owner() {
    return upkeep;
  }

  @Override
  protected void keepSomething(TenantContext tenant) {
    var stream = room.polled(tenant);
    room.subjects.put(tenant.id(), stream.id(), "hash", true, 10, Instant.EPOCH);
    room.passwordChanged(tenant, Room.ADA);
    room.fanOut.run(tenant);
  }

  @Override
  protected long rows(TenantContext tenant) {
    return room.unit.jdbc(
        connection -> {
          long rows = 0;
          for (String table :
              new String[] {"ssf_stream", "ssf_event", "ssf_subject", "ssf_place"}) {
            try (var statement =
                    SsfUnit.prepare(
                        connection,
                        "select count(*) from " + table + " where tenant_id = ?",
                        tenant.id());
                var found = statement.executeQuery()) {
              found.next();
              rows += found.getLong(1);
            }
          }
          return rows;
        });
  }
}
