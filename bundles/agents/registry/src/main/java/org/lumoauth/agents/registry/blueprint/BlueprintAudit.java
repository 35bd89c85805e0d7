package org.lumoauth.agents.registry.blueprint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
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
        new AuditEvent(
            action,
            AuditOutcome.SUCCESS,
            by.actor(),
            by.onBehalfOf(),
            Optional.of(
                new AuditEvent.AuditTarget(
                    "agent_blueprint", after.id(), Optional.of(after.name()))),
            "The blueprint " + after.name() + ": " + action.substring("agent.".length()) + ".",
            by.request(),
            details));
  }

  private static Map<String, Object> described(AgentBlueprint blueprint) {
    return Map.of(
        "name", blueprint.name(),
        "capabilities", List.copyOf(new TreeSet<>(blueprint.capabilities())),
        "allowedIps", blueprint.allowedIps(),
        "enabled", blueprint.enabled());
  }
}
