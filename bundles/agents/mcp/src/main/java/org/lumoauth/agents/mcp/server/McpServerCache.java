package org.lumoauth.agents.mcp.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Servers in memory, all of a tenant together: every token request that names a resource asks. A
 * change on this node or, by event, on another is seen by the next request.
 */
@Component(
    service = {McpServerCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp"})
public final class McpServerCache implements DomainEventListener {

  /** A server was registered, changed or removed; the event's id is its id. */
  public static final String CHANGED = "mcp-server.changed";

  private static final long MAX_TENANTS = 1_000;

  /** Longer than any token lives. */
  private static final Duration REMEMBERED = Duration.ofDays(32);

  /**
   * What is known of a tenant.
   *
   * @param servers in the order in which they were registered
   * @param ended up to which token those for a resource ended
   */
  private record CachedServers(List<McpServer> servers, Map<String, String> ended) {}

  private final Function<String, CachedServers> load;
  private final Cache<String, CachedServers> tenants =
      MeasuredCache.build(
          "agents-mcp.servers",
          Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public McpServerCache(@Reference McpServerStore store) {
    this.load =
        tenantId ->
            new CachedServers(
                store.all(tenantId), store.ended(tenantId, Instant.now().minus(REMEMBERED)));
  }

  /** The tenant's servers in the order in which they were registered. */
  public List<McpServer> all(String tenantId) {
    return tenants.get(tenantId, load).servers();
  }

  /**
   * Whether a token for this resource ended with the server that it was for.
   *
   * @param tokenId its {@code jti}
   */
  public boolean isTokenRevoked(String tenantId, String resource, String tokenId) {
    String upTo = tenants.get(tenantId, load).ended().get(McpResourceUri.canonical(resource));
    return upTo != null && tokenId.compareTo(upTo) <= 0;
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
    String canonical = McpResourceUri.canonical(resource);
    return all(tenantId).stream()
        .filter(server -> server.spec().resourceUri().equals(canonical))
        .findFirst();
  }

  void forget(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      forget(event.tenantId());
    }
  }
}
