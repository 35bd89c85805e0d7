/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports the tools of a server. An import applies to the next request. */
@Component(service = McpToolRegistry.class)
public final class McpToolRegistry {

  private final McpToolStore store;
  private final McpToolCache memory;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public McpToolRegistry(
      @Reference McpToolStore store,
      @Reference McpToolCache memory,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.events = events;
    this.log = log;
  }

  /** Returns the tools of a server in the order of the import. */
  public List<McpTool> list(TenantContext tenant, String serverId) {
    return store.all(tenant.id(), serverId);
  }

  /** Replaces the tools of a server. */
  public void replace(
      TenantContext tenant, String serverId, List<McpTool> tools, AuditInitiator by) {
    List<McpTool> before = store.replace(tenant.id(), serverId, tools, Instant.now());
    memory.invalidate(tenant.id(), serverId);
    events.publish(new DomainEvent(McpToolCache.CHANGED, tenant.id(), serverId));
    log.record(
        tenant.id(),
        by.auditEvent("mcp_server.tools_imported", "The tools of an MCP server were imported.")
            .withTarget("mcp_server", serverId)
            .withDetail("oldValue", names(before))
            .withDetail("newValue", names(tools)));
  }

  private static List<String> names(List<McpTool> tools) {
    return tools.stream().map(McpTool::name).toList();
  }
}
