package org.lumoauth.agents.aauth.party;

import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The registry's agents, held for each question while its module may be upgraded. */
@Component(service = Agents.class)
public final class Agents {

  private final Providers<AgentRegistry> registries;

  @Activate
  public Agents(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
  }

  /** Follows the registry no longer. */
  @Deactivate
  public void close() {
    registries.close();
  }

  /**
   * The agent with this id.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> find(TenantContext tenant, String id) {
    try (Lease<AgentRegistry> registry = registry()) {
      return registry.get().find(tenant, id);
    }
  }

  /**
   * Registers an agent.
   *
   * @throws Problem as {@link AgentRegistry#register}, and 503 without a registry
   */
  public Agent register(TenantContext tenant, NewAgent agent) {
    try (Lease<AgentRegistry> registry = registry()) {
      return registry.get().register(tenant, agent).agent();
    }
  }

  private Lease<AgentRegistry> registry() {
    return registries
        .acquire("agents")
        .orElseThrow(() -> Problem.moduleUnavailable("agents-registry"));
  }
}
