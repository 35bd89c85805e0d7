/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks up agents and delegations in their modules. Each lookup leases its service, so that those
 * modules can be upgraded under load.
 */
@Component(service = AgentAndDelegationLookup.class)
public final class AgentAndDelegationLookup {

  private final ProviderTracker<AgentRegistry> registries;
  private final ProviderTracker<AgentDelegationLookup> delegations;

  @Activate
  public AgentAndDelegationLookup(@Reference ProviderRegistry providers) {
    this.registries = providers.track(AgentRegistry.class);
    this.delegations = providers.track(AgentDelegationLookup.class);
  }

  @Deactivate
  void close() {
    registries.close();
    delegations.close();
  }

  /**
   * Returns the agent with this id if it is active.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public Optional<Agent> findAgent(TenantContext tenant, String agentId) {
    return with(
        registries,
        "agents",
        "agents-registry",
        registry -> registry.find(tenant, agentId).filter(Agent::enabled));
  }

  /**
   * Returns whether the user currently delegates this capability to the agent.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public boolean isDelegated(
      TenantContext tenant, String userId, String agentId, String capability) {
    return with(
        delegations,
        "delegation",
        "agents-delegation",
        all ->
            all.find(tenant, new SubjectRef(SubjectRef.USER, userId), agentId)
                .filter(given -> given.scope().contains(capability))
                .isPresent());
  }

  private static <P, T> T with(
      ProviderTracker<P> providers, String name, String module, Function<P, T> work) {
    try (var lease =
        providers.lease(name).orElseThrow(() -> ApiException.moduleUnavailable(module))) {
      return work.apply(lease.get());
    }
  }
}
