/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

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

/** Looks up agents in the active agent registry. */
@Component(service = CardAgentLookup.class)
public final class CardAgentLookup {

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public CardAgentLookup(@Reference ProviderRegistry providers) {
    this.registries = providers.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns the agent with this id or this client id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  Optional<Agent> find(TenantContext tenant, String agentOrClientId) {
    try (var lease =
        registries
            .lease("agents")
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return lease
          .get()
          .find(tenant, agentOrClientId)
          .or(() -> lease.get().findByClient(tenant, agentOrClientId));
    }
  }
}
