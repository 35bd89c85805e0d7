package org.lumoauth.agents.delegation.consent;

import static org.lumoauth.agents.delegation.consent.Room.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationCacheContractTest extends DatabaseCachingListenerContract {

  private Room room;

  @Override
  protected void start(TestDatabase database) {
    room = new Room(database);
    room.give(Room.DAY, Room.READ);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(DelegationCache.CHANGED, ACME.id(), Room.ALICE.id());
  }

  @Override
  protected Object remembered() {
    return room.memory.ofUser(ACME.id(), Room.ALICE.id()).size();
  }
}
