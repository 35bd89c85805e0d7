package org.lumoauth.agents.mcp.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all tools of a server. A change applies to the next request. */
@Component(
    service = {McpToolCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp-tools"})
public final class McpToolCache implements DomainEventListener {

  /**
   * The event type of an import of tools or a change of their server; the id of the event is the id
   * of the server.
   */
  public static final String CHANGED = "mcp-server.changed";

  private static final long MAX_SERVERS = 500;

  private record McpToolCacheKey(String tenantId, String serverId) {}

  private final McpToolStore store;
  private final Cache<McpToolCacheKey, List<McpTool>> servers =
      MeasuredCache.build(
          "agents-mcp.tools",
          Caffeine.newBuilder().maximumSize(MAX_SERVERS).expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public McpToolCache(@Reference McpToolStore store) {
    this.store = store;
  }

  /** Returns the tools of a server. */
  public List<McpTool> all(String tenantId, String serverId) {
    return servers.get(
        new McpToolCacheKey(tenantId, serverId), key -> store.all(key.tenantId(), key.serverId()));
  }

  /** Removes a server from the cache. */
  public void forget(String tenantId, String serverId) {
    servers.invalidate(new McpToolCacheKey(tenantId, serverId));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      forget(event.tenantId(), event.id());
    }
  }
}
