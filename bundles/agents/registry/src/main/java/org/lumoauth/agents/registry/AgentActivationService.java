/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Map;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enables and disables agents. */
@Component(service = AgentActivationService.class)
public final class AgentActivationService {

  private final AgentChangeWriter changes;
  private final AgentRetirementService end;
  private final AgentAudit audit;

  @Activate
  public AgentActivationService(
      @Reference AgentChangeWriter changes,
      @Reference AgentRetirementService end,
      @Reference AgentAudit audit) {
    this.changes = changes;
    this.end = end;
    this.audit = audit;
  }

  /**
   * Enables an agent, for the first time or again. Tokens that were revoked when it was disabled
   * remain revoked.
   *
   * @throws ApiException 409 {@code agent_retired}
   */
  public StoredAgent enable(TenantContext tenant, String agentId, ChangeAttribution by) {
    var change = changes.apply(tenant, agentId, was -> to(AgentStatus.ACTIVE, was));
    record(tenant, by, "agent.enabled", change, "Agent %s was enabled.");
    return change.after();
  }

  /**
   * Disables the agent and all of its sub-agents, and immediately revokes all of their tokens
   * permanently.
   *
   * @throws ApiException 409 {@code agent_retired}
   */
  public StoredAgent disable(TenantContext tenant, String agentId, ChangeAttribution by) {
    var change = changes.stop(tenant, agentId, was -> to(AgentStatus.SUSPENDED, was));
    end.revokeTokens(tenant, change.after().subject(), by);
    record(
        tenant, by, "agent.disabled", change, "Agent %s was disabled and its tokens were revoked.");
    return change.after();
  }

  private static StoredAgent to(AgentStatus status, StoredAgent was) {
    if (was.agent().details().status() == AgentStatus.RETIRED) {
      throw new ApiException(
          409, "agent_retired", "The agent is retired permanently. Register a new agent.");
    }
    return was.with(status);
  }

  private void record(
      TenantContext tenant,
      ChangeAttribution by,
      String action,
      AgentStore.AgentChange change,
      String text) {
    var agent = change.after().agent();
    audit.record(
        tenant,
        by,
        action,
        agent,
        text.formatted(agent.name()),
        Map.of("oldValue", status(change.before()), "newValue", status(change.after())));
  }

  private static Map<String, Object> status(StoredAgent agent) {
    return Map.of(
        "enabled", agent.agent().enabled(), "status", agent.agent().details().status().wire());
  }
}
