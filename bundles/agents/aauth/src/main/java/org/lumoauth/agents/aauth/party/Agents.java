package org.lumoauth.agents.aauth.party;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's agents, held for each question while its module may be upgraded. */
@Component(service = Agents.class)
public final class Agents {

  private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

  private static final String NAME = "agents";

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

  /**
   * Somebody is about to set the keys by which a party is an agent: they can be it.
   *
   * @throws Problem 503 {@code module_unavailable} while nobody can keep it
   */
  void keysSet(TenantContext tenant, String agentId, String partyId, Initiator by) {
    try (Lease<AgentRegistry> registry = registry()) {
      registry.get().credentialSet(tenant, agentId, partyId, false, by);
    }
  }

  /**
   * Somebody is about to make a party another agent: so are those who know its keys.
   *
   * @throws Problem 503 {@code module_unavailable} while nobody can keep it
   */
  void keysMoved(TenantContext tenant, String partyId, String from, String to, Initiator by) {
    try (Lease<AgentRegistry> registry = registry()) {
      registry.get().credentialMoved(tenant, partyId, from, to, by);
    }
  }

  /**
   * Somebody set the keys. Where that can't be kept now, it was before, and who set others counts
   * on.
   *
   * @param replaced whether none of the keys before is left
   */
  void keysChanged(
      TenantContext tenant, String agentId, String partyId, boolean replaced, Initiator by) {
    ending(
        tenant,
        partyId,
        registry -> registry.credentialSet(tenant, agentId, partyId, replaced, by));
  }

  /**
   * A party is another agent. Where that can't be kept now, who set its keys counts on as both.
   *
   * @param stands whether it still is, so that nobody asks as the one before by its keys
   */
  void keysMovedOn(
      TenantContext tenant, String partyId, String from, String to, boolean stands, Initiator by) {
    ending(
        tenant,
        partyId,
        registry -> {
          registry.credentialMoved(tenant, partyId, from, to, by);
          if (stands) {
            registry.credentialEnded(tenant, from, partyId);
          }
        });
  }

  /** A party is this agent no more. Where that can't be kept now, who set its keys counts on. */
  void keysEnded(TenantContext tenant, String agentId, String partyId) {
    ending(tenant, partyId, registry -> registry.credentialEnded(tenant, agentId, partyId));
  }

  private void ending(TenantContext tenant, String partyId, Consumer<AgentRegistry> end) {
    try (Lease<AgentRegistry> registry = registries.acquireInstalled(NAME).orElse(null)) {
      if (registry != null) {
        end.accept(registry.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("aauth.setters_count_on tenant={} party={}", tenant.id(), partyId, e);
    }
  }

  private Lease<AgentRegistry> registry() {
    return registries
        .acquireInstalled(NAME)
        .orElseThrow(() -> Problem.moduleUnavailable("agents-registry"));
  }
}
