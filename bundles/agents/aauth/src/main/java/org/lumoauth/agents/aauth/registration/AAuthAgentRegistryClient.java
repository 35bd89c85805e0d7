package org.lumoauth.agents.aauth.registration;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's agents, held for each question while its module may be upgraded. */
@Component(service = AAuthAgentRegistryClient.class)
public final class AAuthAgentRegistryClient {

  private static final Logger LOG = LoggerFactory.getLogger(AAuthAgentRegistryClient.class);

  private static final String NAME = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AAuthAgentRegistryClient(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  /** Follows the registry no longer. */
  @Deactivate
  public void close() {
    registries.close();
  }

  /**
   * The agent with this id.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> find(TenantContext tenant, String id) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      return registry.get().find(tenant, id);
    }
  }

  /**
   * Registers an agent.
   *
   * @throws ApiException as {@link AgentRegistry#register}, and 503 without a registry
   */
  public Agent register(TenantContext tenant, NewAgent agent) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      return registry.get().register(tenant, agent).agent();
    }
  }

  /**
   * Somebody is about to set the keys by which a party is an agent: they can be it.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can keep it
   */
  void beforeKeysSet(TenantContext tenant, String agentId, String partyId, AuditInitiator by) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      registry.get().recordCredentialSet(tenant, agentId, partyId, false, by);
    }
  }

  /**
   * Somebody is about to make a party another agent: so are those who know its keys.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can keep it
   */
  void beforeAgentReassigned(
      TenantContext tenant, String partyId, String from, String to, AuditInitiator by) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      registry.get().recordCredentialMoved(tenant, partyId, from, to, by);
    }
  }

  /**
   * Somebody set the keys. Where that can't be kept now, it was before, and who set others counts
   * on.
   *
   * @param replaced whether none of the keys before is left
   */
  void afterKeysSet(
      TenantContext tenant, String agentId, String partyId, boolean replaced, AuditInitiator by) {
    ending(
        tenant,
        partyId,
        registry -> registry.recordCredentialSet(tenant, agentId, partyId, replaced, by));
  }

  /**
   * A party is another agent. Where that can't be kept now, who set its keys counts on as both.
   *
   * @param stands whether it still is, so that nobody asks as the one before by its keys
   */
  void afterAgentReassigned(
      TenantContext tenant,
      String partyId,
      String from,
      String to,
      boolean stands,
      AuditInitiator by) {
    ending(
        tenant,
        partyId,
        registry -> {
          registry.recordCredentialMoved(tenant, partyId, from, to, by);
          if (stands) {
            registry.recordCredentialEnded(tenant, from, partyId);
          }
        });
  }

  /** A party is this agent no more. Where that can't be kept now, who set its keys counts on. */
  void afterKeysRemoved(TenantContext tenant, String agentId, String partyId) {
    ending(tenant, partyId, registry -> registry.recordCredentialEnded(tenant, agentId, partyId));
  }

  private void ending(TenantContext tenant, String partyId, Consumer<AgentRegistry> end) {
    try (ServiceLease<AgentRegistry> registry = registries.leaseInstalled(NAME).orElse(null)) {
      if (registry != null) {
        end.accept(registry.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("aauth.setters_count_on tenant={} party={}", tenant.id(), partyId, e);
    }
  }

  private ServiceLease<AgentRegistry> registry() {
    return registries
        .leaseInstalled(NAME)
        .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"));
  }
}
