/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes audit events about changes of stores. */
@Component(service = RelationAudit.class)
public final class RelationAudit {

  private final AuditLog log;

  @Activate
  public RelationAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Refuses a change if the audit log is not available. */
  public void requireWritable() {
    log.requireWritable();
  }

  /** Records a change of a store or its content. */
  public void record(
      String tenantId,
      AuditInitiator by,
      String action,
      AuditTarget target,
      String message,
      Map<String, Object> details) {
    log.record(tenantId, by.auditEvent(action, target, message, details));
  }
}
