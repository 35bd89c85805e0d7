package org.lumoauth.platform.modules.lifecycle;

import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.modules.archive.ModuleArchivePolicy;

/**
 * How an operation was asked for.
 *
 * @param initiator by whom, as the audit log is to name it
 * @param check what may come in by it
 */
public record OperationRequest(AuditInitiator initiator, ModuleArchivePolicy check) {

  /** By the operator at the console, who can do anything to the server already. */
  static final OperationRequest CONSOLE =
      new OperationRequest(AuditInitiator.server("console"), ModuleArchivePolicy.NONE);
}
