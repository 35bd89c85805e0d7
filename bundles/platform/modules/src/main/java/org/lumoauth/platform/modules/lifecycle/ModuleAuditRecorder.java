/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records module operations in the platform's audit log. The log is itself a module and may be
 * unavailable; then the operation is written to the server log.
 */
final class ModuleAuditRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleAuditRecorder.class);
  private static final Duration LOG_LIMIT = Duration.ofMinutes(5);

  private final BundleContext context;

  ModuleAuditRecorder(BundleContext context) {
    this.context = context;
  }

  /** Waits for the audit log for a limited time. */
  void awaitLog() throws InterruptedException {
    var tracker = new ServiceTracker<AuditLog, AuditLog>(context, AuditLog.class, null);
    tracker.open();
    try {
      tracker.waitForService(LOG_LIMIT.toMillis());
    } finally {
      tracker.close();
    }
  }

  /** Records a successful operation. */
  void success(
      AuditInitiator by, String action, String module, String message, Map<String, Object> details)
      throws ModuleException {
    try {
      record(by, action, AuditOutcome.SUCCESS, module, message, details);
    } catch (RuntimeException e) {
      throw new ModuleException(
          message + " However, the audit log could not record it. See the server log.", e);
    }
  }

  /** Records a rejected or rolled-back operation. */
  void failure(
      AuditInitiator by,
      String action,
      String module,
      String message,
      Map<String, Object> details) {
    try {
      record(by, action, AuditOutcome.FAILURE, module, message, details);
    } catch (RuntimeException e) {
      LOG.error("module_operation_unrecorded action={} module={}", action, module, e);
    }
  }

  private void record(
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      String module,
      String message,
      Map<String, Object> details) {
    LOG.info(
        "module_operation action={} outcome={} module={} details={} message={}",
        action,
        outcome,
        module,
        details,
        message);
    ServiceReference<AuditLog> reference = context.getServiceReference(AuditLog.class);
    AuditLog log = reference == null ? null : context.getService(reference);
    if (log == null) {
      LOG.warn(
          "module_operation_not_audited action={} module={} reason=no_audit_log", action, module);
      return;
    }
    try {
      log.record(
          AuditLog.PLATFORM,
          new AuditEvent(
              action,
              outcome,
              by.actor(),
              by.onBehalfOf(),
              Optional.of(new AuditEvent.AuditTarget("module", module, Optional.of(module))),
              message,
              by.request(),
              details));
    } finally {
      context.ungetService(reference);
    }
  }
}
