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

/** Agents as the registry in charge knows them. */
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
   * The agent with this id, or with the client of this id.
   *
   * @throws ApiException 503 {@code module_unavailable} while there is no registry
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
