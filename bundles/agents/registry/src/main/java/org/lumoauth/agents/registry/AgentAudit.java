/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes audit records about agents, without secrets. */
@Component(service = AgentAudit.class)
public final class AgentAudit {

  private final AuditLog log;

  @Activate
  public AgentAudit(@Reference AuditLog log) {
    this.log = log;
  }

  public void record(
      TenantContext tenant,
      ChangeAttribution by,
      String action,
      Agent agent,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("agent", agent.id(), agent.name())
            .withDetails(details));
  }

  void recordCreated(TenantContext tenant, ChangeAttribution by, Agent agent, List<String> roles) {
    record(
        tenant,
        by,
        "agent.created",
        agent,
        "Agent " + agent.name() + " was registered.",
        Map.of("newValue", described(agent), "roles", List.copyOf(roles)));
  }

  /**
   * Records that the tokens of these agents were revoked because an agent or a blueprint above them
   * was disabled: one record for each agent.
   */
  void recordStoppedByAncestor(
      TenantContext tenant, ChangeAttribution by, String above, Collection<String> agentIds) {
    log.recordAll(
        tenant.id(),
        agentIds.stream()
            .map(
                id ->
                    by.auditEvent(
                            "agent.stopped_from_above",
                            "The agent's tokens were revoked because an agent or blueprint above"
                                + " it was disabled.")
                        .withTarget("agent", id)
                        .withDetail("stopped", above))
            .toList());
  }

  void recordUpdated(
      TenantContext tenant,
      ChangeAttribution by,
      AgentStore.AgentChange change,
      Optional<List<String>> roles) {
    var agent = change.after().agent();
    var details = new HashMap<String, Object>();
    details.put("oldValue", described(change.before().agent()));
    details.put("newValue", described(agent));
    roles.ifPresent(some -> details.put("roles", List.copyOf(some)));
    record(tenant, by, "agent.updated", agent, "Agent " + agent.name() + " was updated.", details);
  }

  void recordDeleted(TenantContext tenant, ChangeAttribution by, Agent agent) {
    record(
        tenant,
        by,
        "agent.deleted",
        agent,
        "Agent " + agent.name() + " was deleted and its tokens were revoked.",
        Map.of("oldValue", described(agent)));
  }

  private static Map<String, Object> described(Agent agent) {
    var details = agent.details();
    var facts = new HashMap<String, Object>();
    facts.put("name", agent.name());
    facts.put("description", agent.description().orElse(""));
    facts.put("clientId", agent.clientId());
    facts.put("identityType", agent.identityType());
    facts.put("enabled", agent.enabled());
    facts.put("status", details.status().wire());
    facts.put("capabilities", List.copyOf(new TreeSet<>(agent.capabilities())));
    facts.put("allowedIps", details.allowedIps());
    details.ownerId().ifPresent(id -> facts.put("ownerId", id));
    details.sponsorId().ifPresent(id -> facts.put("sponsorId", id));
    details.parentId().ifPresent(id -> facts.put("parentId", id));
    details.blueprintId().ifPresent(id -> facts.put("blueprintId", id));
    return facts;
  }
}
