/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all servers of a tenant, since every token request with a resource reads them. */
@Component(
    service = {McpServerCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-mcp"})
public final class McpServerCache extends PerTenantSingleValueCache<McpServerCache.CachedServers> {

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
  record CachedServers(List<McpServer> servers, Map<String, String> ended) {}

  @Activate
  public McpServerCache(@Reference McpServerStore store) {
    super(
        "agents-mcp.servers",
        MAX_TENANTS,
        CHANGED,
        tenantId ->
            new CachedServers(
                store.all(tenantId), store.ended(tenantId, Instant.now().minus(REMEMBERED))));
  }

  /** Returns the tenant's servers in the order of their registration. */
  public List<McpServer> all(String tenantId) {
    return get(tenantId).servers();
  }

  /**
   * Returns whether a token for this resource was revoked with its server.
   *
   * @param tokenId the {@code jti} of the token
   */
  public boolean isTokenRevoked(String tenantId, String resource, String tokenId) {
    String upTo = get(tenantId).ended().get(McpResourceUriValidator.canonical(resource));
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
    String canonical = McpResourceUriValidator.canonical(resource);
    return all(tenantId).stream()
        .filter(server -> server.spec().resourceUri().equals(canonical))
        .findFirst();
  }
}
