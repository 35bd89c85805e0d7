/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;

/** Records tool requests and their decisions, without arguments. */
final class ToolAccessAudit {

  private final AuditLog log;

  ToolAccessAudit(AuditLog log) {
    this.log = log;
  }

  /** Records a decision and returns the id of the durable record. */
  String record(ToolCallRequest call, ToolAccessDecision verdict, RequestInfo request) {
    return record(
        call.tenant(),
        call.caller(),
        call.resource(),
        Optional.of(call.server().spec().name()),
        verdict,
        request);
  }

  /** Records a request for an unknown server. */
  String record(UnknownMcpServerCall asked, RequestInfo request) {
    return record(
        asked.tenant(),
        asked.caller(),
        asked.resource(),
        Optional.empty(),
        ToolAccessDecision.UNKNOWN_SERVER,
        request);
  }

  private String record(
      TenantContext tenant,
      Caller caller,
      Map<String, Object> resource,
      Optional<String> serverName,
      ToolAccessDecision verdict,
      RequestInfo request) {
    Map<String, Object> details = new HashMap<>();
    details.put("credential", caller.credentialId());
    details.put("server_id", resource.get("server_id"));
    details.put("tool", resource.get("tool"));
    details.put("allowed", verdict.allowed());
    details.put("reasonCode", verdict.code());
    return log.record(
            tenant.id(),
            AuditInitiator.of(caller, request)
                .auditEvent(
                    "mcp.tool_call",
                    new AuditTarget(
                        ToolRelationCheck.TOOL, String.valueOf(resource.get("id")), serverName),
                    verdict.text(),
                    details)
                .withOutcome(verdict.allowed() ? AuditOutcome.SUCCESS : AuditOutcome.DENIED))
        .id();
  }
}
