/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks up the people responsible for an agent, if the agent registry is installed. */
@Component(service = AgentOwnershipLookup.class)
public final class AgentOwnershipLookup {

  private static final String AGENTS = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AgentOwnershipLookup(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /** Returns the owner of an agent. */
  Set<SubjectRef> owner(TenantContext tenant, SubjectRef agent) {
    return people(find(tenant, agent).flatMap(found -> found.details().ownerId()));
  }

  /** Returns the sponsor of an agent. */
  Set<SubjectRef> sponsor(TenantContext tenant, SubjectRef agent) {
    return people(find(tenant, agent).flatMap(found -> found.details().sponsorId()));
  }

  /**
   * Returns whether a user is the owner or the sponsor of any agent.
   *
   * @throws ApiException 503 {@code module_unavailable} while the registry is unavailable
   */
  boolean has(TenantContext tenant, SubjectRef who) {
    Optional<ServiceLease<AgentRegistry>> found = registries.leaseInstalled(AGENTS);
    if (found.isPresent()) {
      try (ServiceLease<AgentRegistry> registry = found.get()) {
        return who.type().equals(SubjectRef.USER)
            && registry.get().isOwnerOrSponsor(tenant, who.id());
      }
    }
    return false;
  }

  /** Returns the people who set the credentials of an agent; empty if they cannot be determined. */
  Optional<Set<SubjectRef>> credentialsSetBy(TenantContext tenant, SubjectRef agent) {
    if (!agent.type().equals(SubjectRef.AGENT)) {
      return Optional.of(Set.of());
    }
    // Read this before the call: the module may be available again after the call found it missing.
    boolean installed = registries.isInstalled(AGENTS);
    Optional<Set<SubjectRef>> known =
        ask(agent, agents -> agents.findCredentialSetters(tenant, agent.id()));
    return known.isPresent() || installed || registries.isInstalled(AGENTS)
        ? known
        : Optional.of(Set.of());
  }

  /**
   * Returns the subject that limits are counted for: the root of the agent's family, so that
   * sub-agents do not raise a limit.
   */
  public SubjectRef family(TenantContext tenant, SubjectRef requester) {
    return ask(requester, agents -> agents.findRootAgentId(tenant, requester.id()))
        .map(top -> new SubjectRef(SubjectRef.AGENT, top))
        .orElse(requester);
  }

  private Optional<Agent> find(TenantContext tenant, SubjectRef agent) {
    return ask(agent, agents -> agents.find(tenant, agent.id())).flatMap(found -> found);
  }

  /** Queries the registry; empty if the subject is not an agent or the registry is unavailable. */
  private <T> Optional<T> ask(SubjectRef agent, Function<AgentRegistry, T> question) {
    if (!agent.type().equals(SubjectRef.AGENT)) {
      return Optional.empty();
    }
    Optional<ServiceLease<AgentRegistry>> found = registries.lease(AGENTS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<AgentRegistry> registry = found.get()) {
      return Optional.of(question.apply(registry.get()));
    }
  }

  private static Set<SubjectRef> people(Optional<String> userId) {
    return userId.map(id -> Set.of(new SubjectRef(SubjectRef.USER, id))).orElse(Set.of());
  }
}
