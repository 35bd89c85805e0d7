/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks up agents in the active agent registry. Each lookup uses its own service lease, so the
 * registry can be upgraded under traffic without failed lookups.
 */
@Component(service = DelegationAgentLookup.class)
public final class DelegationAgentLookup {

  private static final String REGISTRY = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public DelegationAgentLookup(@Reference ProviderRegistry providers) {
    this.registries = providers.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /** Returns the agent with this id. */
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    return ask(registry -> registry.find(tenant, agentId));
  }

  /** Returns the agent with this client id. */
  public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
    return ask(registry -> registry.findByClient(tenant, clientId));
  }

  /** Whether users can currently let this agent act for them. */
  public static boolean mayActForOthers(Agent agent) {
    return agent.enabled() && agent.canActOnBehalfOfUsers();
  }

  private <T> T ask(Function<AgentRegistry, T> question) {
    try (var lease =
        registries
            .lease(REGISTRY)
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return question.apply(lease.get());
    }
  }
}
