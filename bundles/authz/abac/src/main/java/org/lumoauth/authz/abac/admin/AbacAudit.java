/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records changes with the values before and after. */
final class AbacAudit {

  private final AuditLog log;

  AbacAudit(AuditLog log) {
    this.log = log;
  }

  /** Refuses an operation that could not be recorded. */
  void requireWritable() {
    log.requireWritable();
  }

  /**
   * Records a change.
   *
   * @param before the previous value; null for a creation
   * @param after the new value; null for a deletion
   */
  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      AuditTarget target,
      String message,
      Object before,
      Object after) {
    Map<String, Object> details = new LinkedHashMap<>();
    Optional.ofNullable(before).ifPresent(value -> details.put("oldValue", value));
    Optional.ofNullable(after).ifPresent(value -> details.put("newValue", value));
    log.record(tenant.id(), by.auditEvent(action, target, message, details));
  }
}
