package org.lumoauth.agents.mcp.server;

import static org.lumoauth.agents.mcp.Room.ACME;

import org.lumoauth.agents.mcp.Room;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpServerCacheContractTest extends DatabaseCachingListenerContract {

  private Room room;

  @Override
  protected void start(TestDatabase database) {
    room = new Room(database);
    room.server();
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(McpServerCache.CHANGED, ACME.id(), "mcp_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.all(ACME.id()).size();
  }
}
