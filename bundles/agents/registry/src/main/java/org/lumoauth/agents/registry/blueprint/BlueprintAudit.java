/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;

/** Writes audit records about blueprints. */
final class BlueprintAudit {

  private final AuditLog log;

  BlueprintAudit(AuditLog log) {
    this.log = log;
  }

  void record(
      TenantContext tenant,
      ChangeAttribution by,
      String action,
      Optional<AgentBlueprint> before,
      AgentBlueprint after) {
    var details = new HashMap<String, Object>();
    before.ifPresent(was -> details.put("oldValue", described(was)));
    details.put("newValue", described(after));
    log.record(
        tenant.id(),
        by.auditEvent(
                action,
                "The blueprint " + after.name() + ": " + action.substring("agent.".length()) + ".")
            .withTarget("agent_blueprint", after.id(), after.name())
            .withDetails(details));
  }

  private static Map<String, Object> described(AgentBlueprint blueprint) {
    return Map.of(
        "name", blueprint.name(),
        "capabilities", List.copyOf(new TreeSet<>(blueprint.capabilities())),
        "allowedIps", blueprint.allowedIps(),
        "enabled", blueprint.enabled());
  }
}
