/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records key operations in the audit log, with actions {@code signing_key.…} and {@code
 * encryption_key.…}. The audit log is a dynamic reference: signing and verifying do not wait for
 * it.
 */
@Component(service = KeyAuditRecorder.class)
public final class KeyAuditRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(KeyAuditRecorder.class);
  private static final AuditInitiator KEYS = AuditInitiator.server("platform-keys");

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditLog audit;

  @Activate
  public KeyAuditRecorder() {
    // Declarative Services injects the audit log.
  }

  /** Creates a recorder with this audit log. */
  public KeyAuditRecorder(AuditLog audit) {
    this.audit = audit;
  }

  /** Records that the server created a key. Does not wait. */
  public void recordCreation(
      String tenantId, String action, String kid, String message, Map<String, Object> details) {
    LOG.info("{}: {} {} {}", action, tenantId, kid, details);
    AuditLog log = audit;
    if (log != null) {
      log.recordAsync(tenantId, event(action, kid, message, KEYS, details))
          .whenComplete(
              (receipt, failure) -> {
                if (failure != null) {
                  LOG.error("key.unrecorded: {} {} {}", action, tenantId, kid, failure);
                }
              });
    }
  }

  /**
   * Records an operation on a key by a caller.
   *
   * @throws ApiException 503 {@code audit_unavailable}
   */
  public void record(
      String tenantId,
      String action,
      String kid,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    LOG.info("{}: {} {} {}", action, tenantId, kid, details);
    present().record(tenantId, event(action, kid, message, by, details));
  }

  /**
   * Rejects an operation that could not be recorded.
   *
   * @throws ApiException 503 {@code audit_unavailable}
   */
  public void requireWritable() {
    present().requireWritable();
  }

  private AuditLog present() {
    AuditLog log = audit;
    if (log == null) {
      throw new ApiException(
          503, "audit_unavailable", "The audit log is not writable. Try again later.");
    }
    return log;
  }

  private static AuditEvent event(
      String action, String kid, String message, AuditInitiator by, Map<String, Object> details) {
    return by.auditEvent(
        action,
        new AuditTarget(action.substring(0, action.indexOf('.')), kid, Optional.empty()),
        message,
        details);
  }
}
