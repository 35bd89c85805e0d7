/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import java.util.Optional;
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
@Component(service = CapabilityAgentLookup.class)
public final class CapabilityAgentLookup {

  private static final String REGISTRY = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public CapabilityAgentLookup(@Reference ProviderRegistry providers) {
    this.registries = providers.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns the agent with this id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available: the caller
   *     must not conclude that the agent does not exist
   */
  Optional<Agent> find(TenantContext tenant, String agentId) {
    try (var lease =
        registries
            .lease(REGISTRY)
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return lease.get().find(tenant, agentId);
    }
  }
}
