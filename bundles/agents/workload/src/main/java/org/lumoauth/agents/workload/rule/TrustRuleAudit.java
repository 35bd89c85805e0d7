/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Records changes of trust rules. */
final class TrustRuleAudit {

  private final AuditLog log;

  TrustRuleAudit(AuditLog log) {
    this.log = log;
  }

  /** Checks that audit records can be written; call this before a change. */
  void requireWritable() {
    log.requireWritable();
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String what,
      TrustRule rule,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent("workload_trust." + what, "A trust rule for workloads was " + what + ".")
            .withTarget("workload_trust", rule.id(), rule.settings().name())
            .withDetails(details));
  }

  static Map<String, Object> shown(TrustRuleDefinition settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("holder", settings.holderId());
    shown.put("provider", settings.provider());
    shown.put("name", settings.name());
    shown.put("enabled", settings.enabled());
    shown.put("trust", settings.trust());
    return shown;
  }
}
