package org.lumoauth.oauth.richauthorization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Writes audit events about declared types. */
final class DetailsTypeAudit {

  private final AuditLog log;

  DetailsTypeAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      RegisteredDetailsType type,
      String message,
      Map<String, Object> details) {
    var target =
        new AuditTarget(
            "authorization_details_type", type.id(), Optional.of(type.declared().name()));
    log.record(tenant.id(), by.auditEvent(action, target, message, details));
  }

  static Map<String, Object> shown(DeclaredDetailsType declared) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", declared.type());
    shown.put("name", declared.name());
    shown.put("words", declared.words());
    shown.put("schema", declared.schema());
    return shown;
  }
}
