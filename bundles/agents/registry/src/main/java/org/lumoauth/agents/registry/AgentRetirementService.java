package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends agents, with everything that they hold and everybody whom they registered. First the agent
 * itself: from there on nobody below it may act, whatever happens meanwhile.
 */
@Component(service = AgentRetirementService.class)
public final class AgentRetirementService {

  private final AgentChangeWriter changes;
  private final AgentDescendantQuery descendants;
  private final AgentRoleService roles;
  private final TokenService tokens;
  private final AgentAudit audit;

  @Activate
  public AgentRetirementService(
      @Reference AgentChangeWriter changes,
      @Reference AgentDescendantQuery descendants,
      @Reference AgentRoleService roles,
      @Reference TokenService tokens,
      @Reference AgentAudit audit) {
    this.changes = changes;
    this.descendants = descendants;
    this.roles = roles;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Ends the tokens of an agent that was stopped, and of everybody below it. */
  void revokeTokens(TenantContext tenant, SubjectRef agent, ChangeAttribution by) {
    tokens.revokeAll(tenant, agent);
    var all = descendants.of(tenant.id(), agent.id());
    for (String below : all) {
      tokens.revokeAll(tenant, new SubjectRef(SubjectRef.AGENT, below));
    }
    audit.recordStoppedByAncestor(tenant, by, agent.id(), all);
  }

  /** Records that agents were stopped with what they are made of. */
  void recordStopped(
      TenantContext tenant, String above, Collection<String> agentIds, ChangeAttribution by) {
    audit.recordStoppedByAncestor(tenant, by, above, agentIds);
  }

  /** Ends an agent for good: its credentials are gone, and nobody brings it back. */
  StoredAgent retire(TenantContext tenant, String agentId, ChangeAttribution by) {
    var change = retireOne(tenant, agentId, by);
    tokens.revokeAll(tenant, change.after().subject());
    for (String below : descendants.of(tenant.id(), agentId)) {
      var gone = retireOne(tenant, below, by);
      tokens.revokeAll(tenant, gone.after().subject());
    }
    return change.after();
  }

  void delete(TenantContext tenant, String agentId, ChangeAttribution by) {
    var below = descendants.of(tenant.id(), agentId);
    deleteOne(tenant, agentId, by).orElseThrow(AgentStore::unknown);
    for (String child : below) {
      deleteOne(tenant, child, by);
    }
  }

  private AgentStore.AgentChange retireOne(
      TenantContext tenant, String agentId, ChangeAttribution by) {
    var change =
        changes.stop(
            tenant,
            agentId,
            was -> was.with(AgentStatus.RETIRED).with(StoredAgentCredentials.nothing(), Set.of()));
    var agent = change.after().agent();
    audit.record(
        tenant,
        by,
        "agent.retired",
        agent,
        "Agent " + agent.name() + " was retired, and its credentials ended.",
        Map.of("oldValue", Map.of("status", change.before().agent().details().status().wire())));
    return change;
  }

  private Optional<StoredAgent> deleteOne(
      TenantContext tenant, String agentId, ChangeAttribution by) {
    var gone = changes.delete(tenant, agentId);
    gone.ifPresent(
        agent -> {
          tokens.revokeAll(tenant, agent.subject());
          roles.forget(tenant, agent.subject());
          audit.recordDeleted(tenant, by, agent.agent());
        });
    return gone;
  }
}
