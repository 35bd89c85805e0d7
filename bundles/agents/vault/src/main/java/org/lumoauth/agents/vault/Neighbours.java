package org.lumoauth.agents.vault;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Agents, and whom people let act for them, as the modules in charge know it. Held by a lease for
 * each look, so that those are upgraded under traffic.
 */
@Component(service = Neighbours.class)
public final class Neighbours {

  private final Providers<AgentRegistry> registries;
  private final Providers<Delegations> delegations;

  @Activate
  public Neighbours(@Reference ProviderRegistry providers) {
    this.registries = providers.follow(AgentRegistry.class);
    this.delegations = providers.follow(Delegations.class);
  }

  @Deactivate
  void close() {
    registries.close();
    delegations.close();
  }

  /**
   * The agent with this id, if it may act now.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  public Optional<Agent> agent(TenantContext tenant, String agentId) {
    return with(
        registries,
        "agents",
        "agents-registry",
        registry -> registry.find(tenant, agentId).filter(Agent::enabled));
  }

  /**
   * Whether the user lets the agent use this capability for them now.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  public boolean delegated(TenantContext tenant, String userId, String agentId, String capability) {
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
      Providers<P> providers, String name, String module, Function<P, T> work) {
    try (var lease = providers.acquire(name).orElseThrow(() -> Problem.moduleUnavailable(module))) {
      return work.apply(lease.get());
    }
  }
}
