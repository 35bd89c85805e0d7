/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Retires agents and deletes them, together with all of their tokens, roles and sub-agents. The
 * agent itself comes first: from then on none of its sub-agents may act, even if a later step
 * fails.
 */
@Component(service = AgentRetirementService.class)
public final class AgentRetirementService {

  private final AgentChangeWriter changes;
  private final AgentDescendantLookup descendants;
  private final AgentRoleService roles;
  private final TokenService tokens;
  private final AgentAudit audit;

  @Activate
  public AgentRetirementService(
      @Reference AgentChangeWriter changes,
      @Reference AgentDescendantLookup descendants,
      @Reference AgentRoleService roles,
      @Reference TokenService tokens,
      @Reference AgentAudit audit) {
    this.changes = changes;
    this.descendants = descendants;
    this.roles = roles;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Revokes the tokens of a disabled agent and of all of its sub-agents. */
  public void revokeTokens(TenantContext tenant, SubjectRef agent, ChangeAttribution by) {
    tokens.revokeAll(tenant, agent);
    var all = descendants.of(tenant.id(), agent.id());
    for (String below : all) {
      tokens.revokeAll(tenant, new SubjectRef(SubjectRef.AGENT, below));
    }
    audit.recordStoppedByAncestor(tenant, by, agent.id(), all);
  }

  /** Records that agents were disabled because an agent or a blueprint above them was. */
  public void recordStopped(
      TenantContext tenant, String above, Collection<String> agentIds, ChangeAttribution by) {
    audit.recordStoppedByAncestor(tenant, by, above, agentIds);
  }

  /** Retires an agent permanently: its credentials are deleted and it cannot be enabled again. */
  public StoredAgent retire(TenantContext tenant, String agentId, ChangeAttribution by) {
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
    if (deleteOne(tenant, agentId, by).isEmpty()) {
      throw AgentStore.unknown();
    }
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
        "Agent " + agent.name() + " was retired and its credentials were deleted.",
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
