/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.chain.TokenChainService;
import org.lumoauth.agents.delegation.page.DelegationPageUrls;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets an agent act for a user that consented to it. Every agent in a chain needs the user's
 * consent. The scope of the chain is the intersection of its agents' scopes.
 */
@Component(property = {"lumoauth.kind=actor-policy", "lumoauth.name=agents-delegation"})
public final class DelegationActorPolicy implements ActorPolicy {

  private final AgentDelegationLookup delegations;
  private final DelegationAgentLookup agents;
  private final TokenChainService chains;

  @Activate
  public DelegationActorPolicy(
      @Reference(target = "(lumoauth.name=delegation)") AgentDelegationLookup delegations,
      @Reference DelegationAgentLookup agents,
      @Reference TokenChainService chains) {
    this.delegations = delegations;
    this.agents = agents;
    this.chains = chains;
  }

  /** The user's consent is checked later, for every exchange in which an agent acts. */
  @Override
  public boolean canPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return subject.type().equals(SubjectRef.USER) && actor.type().equals(SubjectRef.AGENT);
  }

  @Override
  public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
    requireUnlimited(delegation);
    Set<String> scope = new HashSet<>(delegation.scope());
    for (SubjectRef actor : agentsOf(delegation)) {
      Agent agent = capable(tenant, delegation.subject(), actor);
      scope.retainAll(agent.capabilities());
      scope.retainAll(consented(tenant, delegation, actor).scope());
    }
    return scope;
  }

  @Override
  public DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
    List<AgentDelegationLookup.AgentDelegation> consents =
        agentsOf(delegation).stream().map(actor -> consented(tenant, delegation, actor)).toList();
    Optional<Instant> until =
        consents.stream()
            .flatMap(consent -> consent.expiresAt().stream())
            .min(Comparator.naturalOrder());
    return new DelegationTerms(
        consents.stream().map(AgentDelegationLookup.AgentDelegation::id).toList(), until);
  }

  @Override
  public void onTokenExchanged(TenantContext tenant, CompletedTokenExchange exchanged) {
    chains.recordExchange(tenant, exchanged);
  }

  private static List<SubjectRef> agentsOf(DelegationRequest delegation) {
    return delegation.actors().stream()
        .filter(actor -> actor.type().equals(SubjectRef.AGENT))
        .toList();
  }

  /** A token that is narrower than the agent's capabilities must not permit more than its scope. */
  private static void requireUnlimited(DelegationRequest delegation) {
    boolean agent = delegation.actors().get(0).type().equals(SubjectRef.AGENT);
    if (agent && delegation.actorScope().filter(of -> !of.contains(Agent.ON_BEHALF)).isPresent()) {
      throw notAllowed(
          "The scope of the actor_token does not include "
              + Agent.ON_BEHALF
              + ". Request a token with it to act for a user.");
    }
  }

  private Agent capable(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    if (!subject.type().equals(SubjectRef.USER)) {
      throw notAllowed(
          "An agent can act only for users that consent to it. The subject must be a " + "user.");
    }
    return agents
        .find(tenant, actor.id())
        .filter(DelegationAgentLookup::mayActForOthers)
        .orElseThrow(
            () ->
                notAllowed(
                    "The agent "
                        + actor.id()
                        + " needs the capability "
                        + Agent.ON_BEHALF
                        + " to act for a user."));
  }

  private AgentDelegationLookup.AgentDelegation consented(
      TenantContext tenant, DelegationRequest delegation, SubjectRef actor) {
    return delegations
        .find(tenant, delegation.subject(), actor.id())
        .orElseThrow(
            () ->
                consentNeeded(
                    tenant, capable(tenant, delegation.subject(), actor), delegation.scope()));
  }

  private static OAuthException consentNeeded(
      TenantContext tenant, Agent agent, Set<String> scope) {
    Set<String> possible = new HashSet<>(scope);
    possible.retainAll(agent.capabilities());
    return new OAuthException(
        403,
        "consent_required",
        "The user has not let the agent "
            + agent.id()
            + " act for them. Have the user open consent_url, then try again.",
        Map.of(),
        Map.of("consent_url", DelegationPageUrls.of(tenant, agent.id(), possible).toString()));
  }

  private static OAuthException notAllowed(String description) {
    return new OAuthException(403, "delegation_not_allowed", description);
  }
}
