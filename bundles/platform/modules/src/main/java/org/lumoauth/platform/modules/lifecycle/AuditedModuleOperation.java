package org.lumoauth.platform.modules.lifecycle;

import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.archive.ModuleArchive;

/** One operation as the audit log is told of it, whether it succeeds or not. */
final class AuditedModuleOperation {
  private final ModuleAuditRecorder records;
  private final AuditInitiator by;
  private final String action;
  private String subject;
  private Map<String, Object> details = Map.of();

  /**
   * Begins one.
   *
   * @param action as {@code module.installed}
   * @param subject the module's name or, while that is not known, where it is to come from
   */
  AuditedModuleOperation(
      ModuleAuditRecorder records, AuditInitiator by, String action, String subject) {
    this.records = records;
    this.by = by;
    this.action = action;
    this.subject = subject;
  }

  /** It turns out to be about this archive. */
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

  /** Records the failure and gives it back to be thrown. */
  ModuleException recordFailure(ModuleException cause) {
    records.failure(by, action, subject, cause.getMessage(), details);
    return cause;
  }
}
