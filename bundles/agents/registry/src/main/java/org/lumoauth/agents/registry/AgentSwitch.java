package org.lumoauth.agents.registry;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets agents act, and stops them. */
@Component(service = AgentSwitch.class)
public final class AgentSwitch {

  private final AgentChanges changes;
  private final TokenService tokens;
  private final AgentAudit audit;

  @Activate
  public AgentSwitch(
      @Reference AgentChanges changes,
      @Reference TokenService tokens,
      @Reference AgentAudit audit) {
    this.changes = changes;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Lets the agent act again. Tokens that ended when it was stopped stay ended. */
  StoredAgent enable(TenantContext tenant, String agentId, Attribution by) {
    var change = changes.apply(tenant, agentId, was -> was.withEnabled(true));
    record(tenant, by, "agent.enabled", change, "Agent %s may act.");
    return change.after();
  }

  /** Stops the agent and ends all its tokens at once and for good. */
  StoredAgent disable(TenantContext tenant, String agentId, Attribution by) {
    var change = changes.apply(tenant, agentId, was -> was.withEnabled(false));
    tokens.revokeAll(tenant, change.after().subject());
    record(tenant, by, "agent.disabled", change, "Agent %s was stopped, and its tokens ended.");
    return change.after();
  }

  private void record(
      TenantContext tenant, Attribution by, String action, AgentStore.Change change, String text) {
    var agent = change.after().agent();
    audit.record(
        tenant,
        by,
        action,
        agent,
        text.formatted(agent.name()),
        Map.of(
            "oldValue", Map.of("enabled", change.before().agent().enabled()),
            "newValue", Map.of("enabled", agent.enabled())));
  }
}
