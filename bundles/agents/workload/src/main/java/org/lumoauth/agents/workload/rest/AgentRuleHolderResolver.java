package org.lumoauth.agents.workload.rest;

import java.util.List;
import org.lumoauth.agents.workload.attest.WorkloadOptionalServices;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Agents as holders of rules, by their own id or that of their client. */
record AgentRuleHolderResolver(WorkloadOptionalServices neighbours)
    implements TrustRuleHolder.TrustRuleHolderResolver {

  private static final String AGENT_ID = "agt_";

  @Override
  public TrustRuleHolder require(TenantContext tenant, String named) {
    Agent agent =
        neighbours
            .findAgentByIdOrClientId(tenant, named)
            .orElseThrow(() -> ApiException.notFound("There is no such agent here."));
    if (!agent.identityType().equals(Agent.WORKLOAD)) {
      throw ApiException.invalid(
          "identityType", "Only an agent whose identityType is workload has trust rules.");
    }
    return new TrustRuleHolder(
        agent.id(), agent.capabilities(), List.of(new SubjectRef(SubjectRef.AGENT, agent.id())));
  }

  /** An agent's own id is not looked up: trust ends without the registry too. */
  @Override
  public String id(TenantContext tenant, String named) {
    return named.startsWith(AGENT_ID)
        ? named
        : neighbours.findAgentByIdOrClientId(tenant, named).map(Agent::id).orElse(named);
  }
}
