package org.lumoauth.agents.capability;

import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Agents as the registry in charge knows them. Held by a lease for each look, so that the registry
 * is upgraded under traffic without a question going unanswered.
 */
@Component(service = CurrentAgents.class)
public final class CurrentAgents {

  private static final String REGISTRY = "agents";

  private final Providers<AgentRegistry> registries;

  @Activate
  public CurrentAgents(@Reference ProviderRegistry providers) {
    this.registries = providers.follow(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * The agent with this id.
   *
   * @throws Problem 503 {@code module_unavailable} while there is no registry: whoever asked must
   *     not be answered as if there were no such agent
   */
  Optional<Agent> find(TenantContext tenant, String agentId) {
    try (var lease =
        registries
            .acquire(REGISTRY)
            .orElseThrow(() -> Problem.moduleUnavailable("agents-registry"))) {
      return lease.get().find(tenant, agentId);
    }
  }
}
