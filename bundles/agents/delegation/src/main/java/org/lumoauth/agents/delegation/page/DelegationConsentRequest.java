/* SPDX-License-Identifier: Apache-2.0 */
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
 * The request that the consent page shows.
 *
 * @param agent the agent that would act
 * @param scope the scopes that it would have
 */
record DelegationConsentRequest(Agent agent, Set<String> scope) {

  private static final int MAX_ID = 60;
  private static final int MAX_SCOPE = 4_000;

  /**
   * Parses a request: all capabilities of the agent, or the given part of them.
   *
   * @return empty if no such agent may act for users, or none of the scopes is available to it
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

  /** Returns a copy that includes the existing scopes that the agent still has as capabilities. */
  DelegationConsentRequest with(Set<String> standing) {
    Set<String> all = new TreeSet<>(scope);
    all.addAll(possible(agent, standing.stream()));
    return new DelegationConsentRequest(agent, Set.copyOf(all));
  }

  /** Returns the purpose of the form token, which is specific to this request. */
  String purpose() {
    return "delegation/" + agent.id() + "/" + text();
  }

  /** Returns the scopes, separated by spaces. */
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
        .filter(
            one ->
                !one.equals(
                    Agent.ON_BEHALF)) // the page itself asks whether the agent may act at all
        .collect(Collectors.toUnmodifiableSet());
  }
}
