/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the users that hold an agent's token because they had it issued, and that can therefore
 * make requests with it.
 */
@Component(service = AgentTokenHolderResolver.class)
public final class AgentTokenHolderResolver {

  private static final String NAME = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AgentTokenHolderResolver(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void stop() {
    registries.close();
  }

  /**
   * Returns the users that hold the caller's token; empty if the agent module is not installed.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the agent module is
   *     temporarily unavailable
   */
  Set<SubjectRef> of(TenantContext tenant, Caller caller) {
    return ask(agents -> agents.findTokenRequesters(tenant, caller.credentialId()));
  }

  /**
   * Returns the users that hold any token of the agents in a decision request.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the agent module is
   *     temporarily unavailable
   */
  Set<SubjectRef> of(TenantContext tenant, DecisionRequest question) {
    List<SubjectRef> acting =
        Stream.concat(Stream.of(question.subject()), question.actors().stream())
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .toList();
    return acting.isEmpty()
        ? Set.of()
        : ask(
            agents ->
                acting.stream()
                    .flatMap(agent -> agents.findTokenHolders(tenant, agent.id()).stream())
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private Set<SubjectRef> ask(Function<AgentRegistry, Set<SubjectRef>> question) {
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(NAME);
    if (found.isEmpty()) {
      return Set.of();
    }
    try (ServiceLease<AgentRegistry> lease = found.get()) {
      return question.apply(lease.get());
    }
  }
}
