/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.archive.ModuleArchive;

/** The audit record of one operation, whether it succeeds or fails. */
final class ModuleOperationAuditEntry {
  private final ModuleAuditRecorder records;
  private final AuditInitiator by;
  private final String action;
  private String subject;
  private Map<String, Object> details = Map.of();

  /**
   * Starts the record of an operation.
   *
   * @param action such as {@code module.installed}
   * @param subject the module's name or, if unknown, the source
   */
  ModuleOperationAuditEntry(
      ModuleAuditRecorder records, AuditInitiator by, String action, String subject) {
    this.records = records;
    this.by = by;
    this.action = action;
    this.subject = subject;
  }

  /** Adds the archive of the operation. */
  void describeArchive(ModuleArchive archive) {
    details =
        Map.of(
            "version", archive.version().toString(),
            "source", archive.source(),
            "sha256", archive.sha256());
    if (subject.equals(archive.source())) {
      subject = archive.module();
    }
  }

  void recordSuccess(String message) throws ModuleException {
    records.success(by, action, subject, message, details);
  }

  /** Records the failure and returns it to be thrown. */
  ModuleException recordFailure(ModuleException cause) {
    records.failure(by, action, subject, cause.getMessage(), details);
    return cause;
  }
}
