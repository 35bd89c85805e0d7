/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.page.DelegationPageUrls;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.DenialRemediationProvider;
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
 * Suggests the consent page after a denial for lack of consent. Only suggested for actions that the
 * agent has as capabilities and the user may perform, because no other action would be permitted
 * after the consent.
 */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=agents-delegation"})
public final class UserConsentRemediationProvider implements DenialRemediationProvider {

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

  /** Whether a user consented; an agent that acts for itself has no user that could consent. */
  private boolean consented(TenantContext tenant, Caller caller, Agent agent, String action) {
    return !caller.actors().isEmpty()
        && delegations
            .find(tenant, caller.subject(), agent.id())
            .filter(given -> given.scope().contains(action))
            .isPresent();
  }

  /** Whether the user may perform the action; the user is unknown if an agent acts for itself. */
  private boolean permitted(TenantContext tenant, DecisionRequest question) {
    return !question.subject().type().equals(SubjectRef.USER)
        || authorization.decide(tenant, question.withoutActors()).permitted();
  }

  private static RemediationStep step(TenantContext tenant, Agent agent, String action) {
    return new RemediationStep(
        "ask_user",
        "Show this URL to the user that you act for, so that they can permit "
            + action
            + " there. Then exchange their token and yours for a new token.",
        Optional.of("GET"),
        Optional.of(DelegationPageUrls.of(tenant, agent.id(), Set.of(action))),
        Map.of());
  }
}
