/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;

import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpToolCacheContractTest extends DatabaseCachingListenerContract {

  private McpBundleFixture room;
  private String serverId;

  @Override
  protected void start(TestDatabase database) {
    room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file");
    serverId = server.id();
  }

  @Override
  protected DomainEventListener listener() {
    return room.toolMemory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(McpToolCache.CHANGED, ACME.id(), serverId);
  }

  @Override
  protected Object remembered() {
    return room.toolMemory.all(ACME.id(), serverId).size();
  }
}
