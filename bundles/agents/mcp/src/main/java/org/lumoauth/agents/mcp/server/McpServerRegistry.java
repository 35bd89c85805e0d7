/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.tool.McpToolStore;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers, changes and deletes servers. A change applies to the next request. */
@Component(service = McpServerRegistry.class)
public final class McpServerRegistry {

  /**
   * Maximum number of servers of a tenant, since all are cached. Concurrent requests may exceed it
   * by a few, which does no harm.
   */
  static final int MAX_SERVERS = 200;

  private static final int ATTEMPTS = 5;
  private static final int ID_BYTES = 12;

  /** The prefix of access token ids. */
  private static final String TOKEN = "tok_";

  private final McpServerStore store;
  private final McpServerCache memory;
  private final McpToolStore tools;
  private final DomainEventPublisher events;
  private final AuditLog log;
  private final IdGenerator identifiers;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public McpServerRegistry(
      @Reference McpServerStore store,
      @Reference McpServerCache memory,
      @Reference McpToolStore tools,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log,
      @Reference IdGenerator identifiers) {
    this.store = store;
    this.memory = memory;
    this.tools = tools;
    this.events = events;
    this.log = log;
    this.identifiers = identifiers;
  }

  /** Returns all servers of the tenant in the order of their registration. */
  public List<McpServer> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * Returns the server with this {@code server_id} or {@code id}.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public McpServer get(TenantContext tenant, String idOrNumber) {
    return memory
        .find(tenant.id(), idOrNumber)
        .flatMap(server -> store.find(tenant.id(), server.id()))
        .orElseThrow(McpServerRegistry::unknown);
  }

  /**
   * Registers a server.
   *
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public McpServer create(TenantContext tenant, McpServerSpec spec, AuditInitiator by) {
    if (store.all(tenant.id()).size() >= MAX_SERVERS) {
      throw ApiException.invalid(
          "resource_uri", "A tenant can have at most " + MAX_SERVERS + " MCP servers.");
    }
    requireForeign(tenant, spec);
    McpServer server = added(tenant, spec);
    changed(tenant, server);
    record(
        tenant,
        by,
        "mcp_server.created",
        server,
        "An MCP server was registered.",
        Map.of("newValue", McpServerRequestBodyParser.of(spec)));
    return server;
  }

  /**
   * Changes the members of a server that the body contains.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code duplicate_resource} or {@code
   *     conflict}, 422 {@code validation_error}
   */
  public McpServer change(
      TenantContext tenant, String idOrNumber, Map<String, Object> body, AuditInitiator by) {
    McpServer was = get(tenant, idOrNumber);
    McpServerSpec spec = McpServerRequestBodyParser.changed(was.spec(), body);
    requireForeign(tenant, spec);
    try {
      if (!store.replace(tenant.id(), was, spec, Instant.now())) {
        throw new ApiException(
            409,
            "conflict",
            "The MCP server was changed by another request. Read it again, then retry.");
      }
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    if (!spec.resourceUri().equals(was.spec().resourceUri())) {
      endTokens(tenant, was);
    }
    changed(tenant, was);
    McpServer server = get(tenant, was.id());
    record(
        tenant,
        by,
        "mcp_server.updated",
        server,
        "An MCP server was changed.",
        Map.of(
            "oldValue",
            McpServerRequestBodyParser.of(was.spec()),
            "newValue",
            McpServerRequestBodyParser.of(spec)));
    return server;
  }

  /**
   * Deletes a server: tokens are no longer issued for it, and existing tokens are revoked
   * permanently. Its number is not reused.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String idOrNumber, AuditInitiator by) {
    McpServer server = get(tenant, idOrNumber);
    endTokens(tenant, server); // revoke first, together with the number, which must not be reused
    if (!store.remove(tenant.id(), server.id())) {
      throw unknown();
    }
    endTokens(tenant, server); // revoke tokens issued between the first revocation and the deletion
    tools.remove(tenant.id(), server.id());
    changed(tenant, server);
    record(
        tenant,
        by,
        "mcp_server.deleted",
        server,
        "An MCP server was deleted.",
        Map.of("oldValue", McpServerRequestBodyParser.of(server.spec())));
  }

  private McpServer added(TenantContext tenant, McpServerSpec spec) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return store.add(tenant.id(), newId(), spec, Instant.now());
      } catch (DuplicateKeyException e) {
        boolean same =
            store.all(tenant.id()).stream()
                .anyMatch(server -> server.spec().resourceUri().equals(spec.resourceUri()));
        if (same) {
          throw taken();
        } // otherwise another request took the number: retry
      }
    }
    throw new ApiException(
        409, "conflict", "Other MCP servers are being registered. Retry the request.");
  }

  private void endTokens(TenantContext tenant, McpServer server) {
    memory.invalidate(tenant.id());
    store.end(tenant.id(), server, identifiers.next(TOKEN), Instant.now());
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "mcp_" + HexFormat.of().formatHex(bytes);
  }

  private static void requireForeign(TenantContext tenant, McpServerSpec spec) {
    if (AuthorizationServerResourceMatcher.has(tenant, spec.resourceUri())) {
      throw ApiException.invalid(
          "resource_uri", "`resource_uri` must not be this server's own API.");
    }
  }

  private void changed(TenantContext tenant, McpServer server) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(McpServerCache.CHANGED, tenant.id(), server.id()));
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      McpServer server,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("mcp_server", server.id(), server.spec().name())
            .withDetails(details));
  }

  private static ApiException taken() {
    return ApiException.duplicate("An MCP server with this `resource_uri` exists already.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The MCP server was not found.");
  }
}
