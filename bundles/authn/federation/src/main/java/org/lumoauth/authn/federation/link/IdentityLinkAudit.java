/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records linked and unlinked identities in the audit log. */
final class IdentityLinkAudit {

  private final AuditLog log;

  IdentityLinkAudit(AuditLog log) {
    this.log = log;
  }

  void requireWritable() {
    log.requireWritable();
  }

  void record(
      TenantContext tenant, AuditInitiator by, String action, IdentityLink link, String message) {
    record(tenant, by, action, AuditOutcome.SUCCESS, link, message);
  }

  void denied(
      TenantContext tenant, AuditInitiator by, String action, IdentityLink link, String message) {
    record(tenant, by, action, AuditOutcome.DENIED, link, message);
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      AuditOutcome outcome,
      IdentityLink link,
      String message) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withOutcome(outcome)
            .withTarget("user", link.userId())
            .withDetails(
                Map.of(
                    "provider", link.provider(),
                    "issuer", link.issuer(),
                    "subject", link.subject(),
                    "provisioned", link.provisioned())));
  }
}
