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
 * Caches all servers of a tenant, since every token request with a resource reads them. A change on
 * this node, or announced by an event of another node, applies to the next request.
 */
@Component(
    service = {McpServerCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp"})
public final class McpServerCache implements DomainEventListener {

  /**
   * The event type of a registered, changed or deleted server; the id of the event is the id of the
   * server.
   */
  public static final String CHANGED = "mcp-server.changed";

  private static final long MAX_TENANTS = 1_000;

  /** Longer than the lifetime of any token. */
  private static final Duration REMEMBERED = Duration.ofDays(32);

  /**
   * The cached data of a tenant.
   *
   * @param servers the servers in the order of their registration
   * @param ended the last revoked token id by resource
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

  /** Returns the tenant's servers in the order of their registration. */
  public List<McpServer> all(String tenantId) {
    return tenants.get(tenantId, load).servers();
  }

  /**
   * Returns whether a token for this resource was revoked with its server.
   *
   * @param tokenId the {@code jti} of the token
   */
  public boolean isTokenRevoked(String tenantId, String resource, String tokenId) {
    String upTo = tenants.get(tenantId, load).ended().get(McpResourceUri.canonical(resource));
    return upTo != null && tokenId.compareTo(upTo) <= 0;
  }

  /** Returns the server with this {@code server_id} or {@code id}. */
  public Optional<McpServer> find(String tenantId, String idOrNumber) {
    return all(tenantId).stream()
        .filter(
            server ->
                server.id().equals(idOrNumber) || Long.toString(server.number()).equals(idOrNumber))
        .findFirst();
  }

  /**
   * Returns the server with this resource identifier, compared byte for byte except a slash as the
   * whole path.
   */
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
