/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.platform.web.HttpExchange;

/** Records access to the audit log itself in the chain. */
record AuditAccessRecorder(AuditLog audit) {

  void record(
      HttpExchange exchange,
      String chain,
      String action,
      String message,
      Map<String, Object> details) {
    var initiator = AuditInitiator.of(exchange.caller(), exchange.requestInfo());
    audit.record(
        chain,
        initiator.auditEvent(
            action,
            new AuditEvent.AuditTarget("audit_log", chain, Optional.empty()),
            message,
            details));
  }
}
