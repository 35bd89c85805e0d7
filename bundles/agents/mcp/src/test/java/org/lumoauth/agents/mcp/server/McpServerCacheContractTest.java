/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;

import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpServerCacheContractTest extends DatabaseCachingListenerContract {

  private McpBundleFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new McpBundleFixture(database);
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
