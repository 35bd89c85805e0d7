package org.lumoauth.oauth.richauthorization;

import static org.lumoauth.oauth.richauthorization.Room.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TypeMemoryContractTest extends StoredMemoryContract {

  private Room room;

  @Override
  protected void start(TestDatabase database) {
    room = new Room(database);
    room.types.create(ACME, Room.payment(), Room.ADMIN);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(TypeMemory.CHANGED, ACME.id(), "type_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.all(ACME.id()).keySet();
  }
}
