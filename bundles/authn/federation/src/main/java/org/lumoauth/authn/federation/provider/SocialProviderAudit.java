/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records changes of providers in the audit log. */
final class SocialProviderAudit {

  private final AuditLog log;

  SocialProviderAudit(AuditLog log) {
    this.log = log;
  }

  void requireWritable() {
    log.requireWritable();
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      String provider,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("identity_provider", provider)
            .withDetails(details));
  }

  /** Returns the audit details of a provider: all settings except the secret. */
  static Map<String, Object> shown(SocialProviderDefinition settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", settings.preset());
    shown.put("displayName", settings.displayName());
    shown.put("enabled", settings.enabled());
    shown.put("clientId", settings.clientId());
    shown.put("requestedScopes", settings.scopes());
    shown.put("jitProvisioningEnabled", settings.provisioning());
    shown.put("autoLinkUsers", settings.linksByEmail());
    shown.put("trustEmail", settings.trustsEmail());
    shown.put("trustMfa", settings.trustsMfa());
    shown.put("defaultRoles", settings.defaultRoles());
    shown.put("claimMapping", settings.claimMapping());
    shown.put("providerConfig", settings.config());
    return shown;
  }
}
