/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Writes audit events about trusted issuers. */
final class TrustedIssuerAudit {

  private final AuditLog log;

  TrustedIssuerAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      RegisteredIssuer issuer,
      String message,
      Map<String, Object> details) {
    var target = new AuditTarget("issuer", issuer.id(), Optional.of(issuer.settings().name()));
    log.record(tenant.id(), by.auditEvent(action, target, message, details));
  }

  static Map<String, Object> shown(TrustedIssuerDefinition settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("issuer", settings.issuer());
    shown.put("name", settings.name());
    shown.put("enabled", settings.enabled());
    shown.put("jwks", settings.jwks());
    shown.put("jwks_uri", settings.jwksUri());
    shown.put("algorithms", settings.algorithms());
    shown.put("audiences", settings.audiences());
    shown.put("clients", settings.clients());
    shown.put("scopes", settings.scopes());
    shown.put("subject_mapping", settings.subjectMapping());
    shown.put("email_domains", settings.emailDomains());
    shown.put("allowed_subjects", settings.allowedSubjects());
    shown.put("max_lifetime", settings.maxLifetimeSeconds());
    return shown;
  }
}
