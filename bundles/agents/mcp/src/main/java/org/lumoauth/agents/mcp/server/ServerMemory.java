package org.lumoauth.agents.mcp.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Servers in memory, all of a tenant together: every token request that names a resource asks. A
 * change on this node or, by event, on another is seen by the next request.
 */
@Component(
    service = {ServerMemory.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp"})
public final class ServerMemory implements DomainEventListener {

  /** A server was registered, changed or removed; the event's id is its id. */
  public static final String CHANGED = "mcp-server.changed";

  private static final long MAX_TENANTS = 1_000;

  private final Function<String, List<McpServer>> load;
  private final Cache<String, List<McpServer>> tenants =
      Caffeine.newBuilder()
          .maximumSize(MAX_TENANTS)
          .expireAfterWrite(Duration.ofMinutes(10))
          .build();

  @Activate
  public ServerMemory(@Reference ServerStore store) {
    this.load = store::all;
  }

  /** The tenant's servers in the order in which they were registered. */
  public List<McpServer> all(String tenantId) {
    return tenants.get(tenantId, load);
  }

  /** The server with this {@code server_id}, or this {@code id}. */
  public Optional<McpServer> find(String tenantId, String idOrNumber) {
    return all(tenantId).stream()
        .filter(
            server ->
                server.id().equals(idOrNumber) || Long.toString(server.number()).equals(idOrNumber))
        .findFirst();
  }

  /** The server with this resource identifier, byte for byte but for a slash without a path. */
  public Optional<McpServer> ofResource(String tenantId, String resource) {
    String canonical = ResourceUri.canonical(resource);
    return all(tenantId).stream()
        .filter(server -> server.spec().resourceUri().equals(canonical))
        .findFirst();
  }

  void forget(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      forget(event.tenantId());
    }
  }
}
