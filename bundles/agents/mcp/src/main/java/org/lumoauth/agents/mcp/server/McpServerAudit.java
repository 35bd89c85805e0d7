package org.lumoauth.agents.mcp.server;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records changes of MCP servers. */
final class McpServerAudit {

  private final AuditLog log;

  McpServerAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      McpServer server,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(
            action,
            new AuditTarget("mcp_server", server.id(), Optional.of(server.spec().name())),
            message,
            details));
  }
}
