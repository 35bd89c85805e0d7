package org.lumoauth.agents.mcp.server;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;

/** Records what was done to MCP servers. */
final class ServerAudit {

  private final AuditLog log;

  ServerAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      Initiator by,
      String action,
      McpServer server,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.did(
            action,
            new Target("mcp_server", server.id(), Optional.of(server.spec().name())),
            message,
            details));
  }
}
