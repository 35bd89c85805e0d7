/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantObjectCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all tools of a server. A change applies to the next request. */
@Component(
    service = {McpToolCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp-tools"})
public final class McpToolCache extends PerTenantObjectCache<List<McpTool>> {

  /**
   * The event type of an import of tools or a change of their server; the id of the event is the id
   * of the server.
   */
  public static final String CHANGED = "mcp-server.changed";

  private static final long MAX_SERVERS = 500;
  private static final Duration EXPIRY = Duration.ofMinutes(10);

  @Activate
  public McpToolCache(@Reference McpToolStore store) {
    super("agents-mcp.tools", MAX_SERVERS, EXPIRY, CHANGED, store::all);
  }

  /** Returns the tools of a server. */
  public List<McpTool> all(String tenantId, String serverId) {
    return get(tenantId, serverId);
  }
}
