package org.lumoauth.platform.audit.rest;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.platform.web.Exchange;

/** Records in a chain what callers do with the audit log itself. */
record AuditRecorder(AuditLog audit) {

  void record(
      Exchange exchange, String chain, String action, String message, Map<String, Object> details) {
    var initiator = Initiator.of(exchange.caller(), exchange.requestInfo());
    audit.record(
        chain,
        initiator.did(
            action, new AuditEvent.Target("audit_log", chain, Optional.empty()), message, details));
  }
}
