package org.lumoauth.agents.workload.rule;

import static org.lumoauth.agents.workload.rule.Room.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustRuleCacheContractTest extends DatabaseCachingListenerContract {

  private Room room;

  @Override
  protected void start(TestDatabase database) {
    room = new Room(database);
    room.book.create(ACME, Room.rule("agt_1", "job-7"), Room.ADMIN);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(TrustRuleCache.CHANGED, ACME.id(), "agt_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.of(ACME.id(), "agt_1").size();
  }
}
