package org.lumoauth.agents.mcp.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records who asked for which tool, and what they were told. Arguments stay out of it. */
@Component(service = AccessAudit.class)
public final class AccessAudit {

  private final AuditLog log;

  @Activate
  public AccessAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Returns the record's id when it is durable. */
  String record(Call call, Verdict verdict, RequestInfo request) {
    Initiator by = Initiator.of(call.caller(), request);
    Map<String, Object> details = new HashMap<>();
    details.put("credential", call.caller().credentialId());
    details.put("server_id", call.server().id());
    details.put("tool", call.tool());
    details.put("allowed", verdict.allowed());
    details.put("reasonCode", verdict.code());
    var target =
        new Target(
            ToolRelations.TOOL,
            call.server().id() + "/" + call.tool(),
            Optional.of(call.server().spec().name()));
    return log.record(
            call.tenant().id(),
            new AuditEvent(
                "mcp.tool_call",
                verdict.allowed() ? Outcome.SUCCESS : Outcome.DENIED,
                by.actor(),
                by.onBehalfOf(),
                Optional.of(target),
                verdict.text(),
                by.request(),
                details))
        .id();
  }
}
