package org.lumoauth.agents.delegation.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.page.DelegationPageUrls;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.RemediationProvider;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * After a denial for which no consent stands: have the user asked, who can open the page that is
 * named. Only for what the agent is capable of, and the user may do themselves: nothing else would
 * be permitted after the consent.
 */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=agents-delegation"})
public final class UserConsentRemediationProvider implements RemediationProvider {

  private final AgentDelegationLookup delegations;
  private final DelegationAgentLookup agents;
  private final AuthorizationService authorization;

  @Activate
  public UserConsentRemediationProvider(
      @Reference(target = "(lumoauth.name=delegation)") AgentDelegationLookup delegations,
      @Reference DelegationAgentLookup agents,
      @Reference AuthorizationService authorization) {
    this.delegations = delegations;
    this.agents = agents;
    this.authorization = authorization;
  }

  @Override
  public List<RemediationStep> findRemediations(
      TenantContext tenant, Caller caller, DecisionRequest question, Decision denial) {
    SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      return List.of();
    }
    return agents
        .find(tenant, acting.id())
        .filter(DelegationAgentLookup::mayActForOthers)
        .filter(agent -> agent.capabilities().contains(question.action()))
        .filter(agent -> !consented(tenant, caller, agent, question.action()))
        .filter(agent -> permitted(tenant, question))
        .map(agent -> List.of(step(tenant, agent, question.action())))
        .orElse(List.of());
  }

  /** An agent that acts for itself acts for nobody who could have consented. */
  private boolean consented(TenantContext tenant, Caller caller, Agent agent, String action) {
    return !caller.actors().isEmpty()
        && delegations
            .find(tenant, caller.subject(), agent.id())
            .filter(given -> given.scope().contains(action))
            .isPresent();
  }

  /** Whether the user may do it themselves; who they would be is not known of an agent alone. */
  private boolean permitted(TenantContext tenant, DecisionRequest question) {
    return !question.subject().type().equals(SubjectRef.USER)
        || authorization.decide(tenant, question.withoutActors()).permitted();
  }

  private static RemediationStep step(TenantContext tenant, Agent agent, String action) {
    return new RemediationStep(
        "ask_user",
        "Show this address to the person for whom you act; they can let you have "
            + action
            + " there. Then exchange their token and yours for a new one.",
        Optional.of("GET"),
        Optional.of(DelegationPageUrls.of(tenant, agent.id(), Set.of(action))),
        Map.of());
  }
}
