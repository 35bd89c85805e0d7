/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records operations on connections and token retrievals. Each call returns when the record is
 * durable.
 */
@Component(service = VaultAudit.class)
public final class VaultAudit {

  private final AuditLog log;

  @Activate
  public VaultAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Refuses an operation that could not be recorded.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable}
   */
  public void requireWritable() {
    log.requireWritable();
  }

  /** Records an operation on a connection. */
  public void recordChange(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      VaultConnection connection,
      String message,
      Map<String, Object> details) {
    var target =
        new AuditTarget("connection", connection.id(), Optional.of(connection.spec().name()));
    record(tenant, by, action, AuditOutcome.SUCCESS, target, message, details);
  }

  /** Records an operation or its refusal. */
  public void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      AuditTarget target,
      String message,
      Map<String, Object> details) {
    log.record(tenant.id(), by.auditEvent(action, target, message, details).withOutcome(outcome));
  }
}
