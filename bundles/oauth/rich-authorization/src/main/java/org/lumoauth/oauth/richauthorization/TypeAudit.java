package org.lumoauth.oauth.richauthorization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;

/** Records what was done to declared types. */
final class TypeAudit {

  private final AuditLog log;

  TypeAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      Initiator by,
      String action,
      RegisteredType type,
      String message,
      Map<String, Object> details) {
    var target =
        new Target("authorization_details_type", type.id(), Optional.of(type.declared().name()));
    log.record(tenant.id(), by.did(action, target, message, details));
  }

  static Map<String, Object> shown(DeclaredType declared) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", declared.type());
    shown.put("name", declared.name());
    shown.put("words", declared.words());
    shown.put("schema", declared.schema());
    return shown;
  }
}
