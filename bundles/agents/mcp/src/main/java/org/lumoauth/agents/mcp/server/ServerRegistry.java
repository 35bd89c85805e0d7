package org.lumoauth.agents.mcp.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.tool.ToolStore;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers, changes and removes servers. A change holds for the next request. */
@Component(service = ServerRegistry.class)
public final class ServerRegistry {

  /**
   * How many a tenant may have: all of them are in memory. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_SERVERS = 200;

  private static final int ATTEMPTS = 5;
  private static final int ID_BYTES = 12;

  /** What ids of access tokens begin with. */
  private static final String TOKEN = "tok_";

  private final ServerStore store;
  private final ServerMemory memory;
  private final ToolStore tools;
  private final DomainEvents events;
  private final ServerAudit audit;
  private final Identifiers identifiers;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public ServerRegistry(
      @Reference ServerStore store,
      @Reference ServerMemory memory,
      @Reference ToolStore tools,
      @Reference DomainEvents events,
      @Reference AuditLog log,
      @Reference Identifiers identifiers) {
    this.store = store;
    this.memory = memory;
    this.tools = tools;
    this.events = events;
    this.audit = new ServerAudit(log);
    this.identifiers = identifiers;
  }

  /** All servers of the tenant in the order in which they were registered. */
  public List<McpServer> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * The server with this {@code server_id} or {@code id}.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public McpServer get(TenantContext tenant, String idOrNumber) {
    return memory
        .find(tenant.id(), idOrNumber)
        .flatMap(server -> store.find(tenant.id(), server.id()))
        .orElseThrow(ServerRegistry::unknown);
  }

  /**
   * Registers a server.
   *
   * @throws Problem 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public McpServer create(TenantContext tenant, ServerSpec spec, Initiator by) {
    if (store.all(tenant.id()).size() >= MAX_SERVERS) {
      throw Problem.invalid("resource_uri", "There may be " + MAX_SERVERS + " servers at most.");
    }
    requireForeign(tenant, spec);
    McpServer server = added(tenant, spec);
    changed(tenant, server);
    audit.record(
        tenant,
        by,
        "mcp_server.created",
        server,
        "An MCP server was registered.",
        Map.of("newValue", ServerForm.of(spec)));
    return server;
  }

  /**
   * Changes what a body names of a server.
   *
   * @throws Problem 404 {@code resource_not_found}, 409 {@code duplicate_resource} or {@code
   *     conflict}, 422 {@code validation_error}
   */
  public McpServer change(
      TenantContext tenant, String idOrNumber, Map<String, Object> body, Initiator by) {
    McpServer was = get(tenant, idOrNumber);
    ServerSpec spec = ServerForm.changed(was.spec(), body);
    requireForeign(tenant, spec);
    try {
      if (!store.replace(tenant.id(), was, spec, Instant.now())) {
        throw new Problem(409, "conflict", "Somebody changed the server meanwhile; try again.");
      }
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    if (!spec.resourceUri().equals(was.spec().resourceUri())) {
      endTokens(tenant, was);
    }
    changed(tenant, was);
    McpServer server = get(tenant, was.id());
    audit.record(
        tenant,
        by,
        "mcp_server.updated",
        server,
        "An MCP server was changed.",
        Map.of("oldValue", ServerForm.of(was.spec()), "newValue", ServerForm.of(spec)));
    return server;
  }

  /**
   * Removes a server: no more tokens are made for it, and those that there are end, for good. Its
   * number is given to no other.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String idOrNumber, Initiator by) {
    McpServer server = get(tenant, idOrNumber);
    endTokens(tenant, server); // before: with its number, which is not to get lost
    if (!store.remove(tenant.id(), server.id())) {
      throw unknown();
    }
    endTokens(tenant, server); // and those that were made meanwhile
    tools.remove(tenant.id(), server.id());
    changed(tenant, server);
    audit.record(
        tenant,
        by,
        "mcp_server.deleted",
        server,
        "An MCP server was removed.",
        Map.of("oldValue", ServerForm.of(server.spec())));
  }

  private McpServer added(TenantContext tenant, ServerSpec spec) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return store.add(tenant.id(), newId(), spec, Instant.now());
      } catch (DuplicateKeyException e) {
        boolean same =
            store.all(tenant.id()).stream()
                .anyMatch(server -> server.spec().resourceUri().equals(spec.resourceUri()));
        if (same) {
          throw taken();
        } // else others register at the same time, and the number was gone
      }
    }
    throw new Problem(409, "conflict", "Others register servers just now; try again.");
  }

  private void endTokens(TenantContext tenant, McpServer server) {
    memory.forget(tenant.id());
    store.end(tenant.id(), server, identifiers.next(TOKEN), Instant.now());
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "mcp_" + HexFormat.of().formatHex(bytes);
  }

  private static void requireForeign(TenantContext tenant, ServerSpec spec) {
    if (OwnResources.has(tenant, spec.resourceUri())) {
      throw Problem.invalid("resource_uri", "resource_uri is not this organization's own API.");
    }
  }

  private void changed(TenantContext tenant, McpServer server) {
    memory.forget(tenant.id());
    events.publish(new DomainEvent(ServerMemory.CHANGED, tenant.id(), server.id()));
  }

  private static Problem taken() {
    return Problem.duplicate("There is a server with this resource_uri.");
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such MCP server.");
  }
}
