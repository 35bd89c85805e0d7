/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.List;
import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Finds agents that have trust rules, by their id or client id. */
record AgentRuleHolderResolver(AgentAndProviderGateway neighbours)
    implements TrustRuleHolder.TrustRuleHolderResolver {

  private static final String AGENT_ID = "agt_";

  @Override
  public TrustRuleHolder require(TenantContext tenant, String named) {
    Agent agent =
        neighbours
            .findAgentByIdOrClientId(tenant, named)
            .orElseThrow(() -> ApiException.notFound("The agent does not exist in this tenant."));
    if (!agent.identityType().equals(Agent.WORKLOAD)) {
      throw ApiException.invalid(
          "identityType", "Trust rules require an agent with the identityType workload.");
    }
    return new TrustRuleHolder(
        agent.id(), agent.capabilities(), List.of(new SubjectRef(SubjectRef.AGENT, agent.id())));
  }

  /**
   * An agent's id is used without a lookup, so that rules can be removed while the registry is
   * unavailable.
   */
  @Override
  public String id(TenantContext tenant, String named) {
    return named.startsWith(AGENT_ID)
        ? named
        : neighbours.findAgentByIdOrClientId(tenant, named).map(Agent::id).orElse(named);
  }
}
