package org.lumoauth.agents.delegation.page;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;

/**
 * What the page asks about.
 *
 * @param agent who would act
 * @param scope what it would be allowed
 */
record DelegationConsentRequest(Agent agent, Set<String> scope) {

  private static final int MAX_ID = 60;
  private static final int MAX_SCOPE = 4_000;

  /**
   * Reads what is asked: all that the agent can do, or what is named of that.
   *
   * @return empty if there is no such agent that may act for people, or it could do nothing of that
   */
  static Optional<DelegationConsentRequest> of(
      TenantContext tenant, DelegationAgentLookup agents, String agentId, String scope) {
    if (agentId.isEmpty() || agentId.length() > MAX_ID || scope.length() > MAX_SCOPE) {
      return Optional.empty();
    }
    return agents
        .find(tenant, agentId)
        .filter(DelegationAgentLookup::mayActForOthers)
        .map(agent -> new DelegationConsentRequest(agent, possible(agent, scope)))
        .filter(asked -> !asked.scope().isEmpty());
  }

  /** The same with what stands, as far as the agent can still do it. */
  DelegationConsentRequest with(Set<String> standing) {
    Set<String> all = new TreeSet<>(scope);
    all.addAll(possible(agent, standing.stream()));
    return new DelegationConsentRequest(agent, Set.copyOf(all));
  }

  /** What the form's token is for: this and nothing else. */
  String purpose() {
    return "delegation/" + agent.id() + "/" + text();
  }

  /** The scopes, separated by spaces. */
  String text() {
    return String.join(" ", new TreeSet<>(scope));
  }

  private static Set<String> possible(Agent agent, String scope) {
    return possible(
        agent,
        scope.isBlank() ? agent.capabilities().stream() : Arrays.stream(scope.strip().split(" +")));
  }

  private static Set<String> possible(Agent agent, Stream<String> named) {
    return named
        .filter(agent.capabilities()::contains)
        .filter(one -> !one.equals(Agent.ON_BEHALF)) // that it may at all is the question
        .collect(Collectors.toUnmodifiableSet());
  }
}
