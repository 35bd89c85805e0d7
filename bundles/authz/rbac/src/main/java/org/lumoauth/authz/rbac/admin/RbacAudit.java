/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;

/** Writes audit records of changes. */
final class RbacAudit {

  private final AuditLog log;

  RbacAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      HttpExchange exchange,
      String action,
      AuditTarget target,
      String message,
      Map<String, Object> details) {
    var caller = exchange.caller();
    var chain = new ArrayList<SubjectRef>(caller.actors());
    chain.add(caller.subject());
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            action,
            AuditOutcome.SUCCESS,
            chain.get(0),
            chain.subList(1, chain.size()),
            Optional.of(target),
            message,
            Optional.of(exchange.requestInfo()),
            details));
  }
}
