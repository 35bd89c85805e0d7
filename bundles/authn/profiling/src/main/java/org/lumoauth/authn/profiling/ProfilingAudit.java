package org.lumoauth.authn.profiling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records skipped questions; the directory records answers. */
@Component(service = ProfilingAudit.class)
public final class ProfilingAudit {
  private final AuditLog log;

  @Activate
  public ProfilingAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Records that a user skipped questions. Returns when the record is durable. */
  void recordSkipped(TenantContext tenant, List<String> attributes, AuditInitiator by) {
    log.record(
        tenant.id(),
        by.auditEvent(
            "profile.left_out",
            new AuditTarget(by.actor().type(), by.actor().id(), Optional.empty()),
            "A user skipped requested profile attributes.",
            Map.of("attributes", attributes)));
  }
}
