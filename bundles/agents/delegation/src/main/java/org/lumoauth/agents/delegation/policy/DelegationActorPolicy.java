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
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets an agent act for a user who consented to it, and every agent of a chain needs that: nobody
 * acts for a user whom the user did not name. What the chain may have is what each of its agents
 * may.
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

  /** Whether the user consented is asked afterwards, of every exchange in which an agent acts. */
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
  public void onTokenExchanged(TenantContext tenant, ExchangedToken exchanged) {
    chains.recordExchange(tenant, exchanged);
  }

  private static List<SubjectRef> agentsOf(DelegationRequest delegation) {
    return delegation.actors().stream()
        .filter(actor -> actor.type().equals(SubjectRef.AGENT))
        .toList();
  }

  /** A token that is narrower than what the agent is capable of does not do more than it says. */
  private static void requireUnlimited(DelegationRequest delegation) {
    boolean agent = delegation.actors().get(0).type().equals(SubjectRef.AGENT);
    if (agent && delegation.actorScope().filter(of -> !of.contains(Agent.ON_BEHALF)).isPresent()) {
      throw notAllowed(
          "The actor_token is limited to a scope without "
              + Agent.ON_BEHALF
              + ": get one with it to act for somebody.");
    }
  }

  private Agent capable(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    if (!subject.type().equals(SubjectRef.USER)) {
      throw notAllowed("An agent acts for people, who consent to it, and for nobody else.");
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
                        + " to act for somebody."));
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
            + " act for them: have them open consent_url and try again.",
        Map.of(),
        Map.of("consent_url", DelegationPageUrls.of(tenant, agent.id(), possible).toString()));
  }

  private static OAuthException notAllowed(String description) {
    return new OAuthException(403, "delegation_not_allowed", description);
  }
}
