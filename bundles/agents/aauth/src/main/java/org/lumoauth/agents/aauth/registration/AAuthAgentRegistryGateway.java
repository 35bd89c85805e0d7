/* SPDX-License-Identifier: Apache-2.0 */
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

/** Accesses the agent registry under a lease, so that its module can be upgraded under traffic. */
@Component(service = AAuthAgentRegistryGateway.class)
public final class AAuthAgentRegistryGateway {

  private static final Logger LOG = LoggerFactory.getLogger(AAuthAgentRegistryGateway.class);

  private static final String NAME = "agents";

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AAuthAgentRegistryGateway(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  /** Stops tracking the registry. */
  @Deactivate
  public void close() {
    registries.close();
  }

  /**
   * Returns the agent with this id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> find(TenantContext tenant, String id) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      return registry.get().find(tenant, id);
    }
  }

  /**
   * Registers an agent.
   *
   * @throws ApiException as {@link AgentRegistry#register}, and 503 if no registry is available
   */
  public Agent register(TenantContext tenant, NewAgent agent) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      return registry.get().register(tenant, agent).agent();
    }
  }

  /**
   * Reports that a user is about to set the keys of a participant; the user can then act as its
   * agent.
   *
   * @throws ApiException 503 {@code module_unavailable} if the registry cannot record it
   */
  void beforeKeysSet(TenantContext tenant, String agentId, String partyId, AuditInitiator by) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      registry.get().recordCredentialSet(tenant, agentId, partyId, false, by);
    }
  }

  /**
   * Reports that a user is about to assign a participant to another agent; users that know its keys
   * can then act as that agent.
   *
   * @throws ApiException 503 {@code module_unavailable} if the registry cannot record it
   */
  void beforeAgentReassigned(
      TenantContext tenant, String partyId, String from, String to, AuditInitiator by) {
    try (ServiceLease<AgentRegistry> registry = registry()) {
      registry.get().recordCredentialMoved(tenant, partyId, from, to, by);
    }
  }

  /**
   * Reports that a user set the keys. If this cannot be recorded, the earlier record remains, and
   * the setters of replaced keys continue to count.
   *
   * @param replaced whether all previous keys were replaced
   */
  void afterKeysSet(
      TenantContext tenant, String agentId, String partyId, boolean replaced, AuditInitiator by) {
    ending(
        tenant,
        partyId,
        registry -> registry.recordCredentialSet(tenant, agentId, partyId, replaced, by));
  }

  /**
   * Reports that a participant was assigned to another agent. If this cannot be recorded, the
   * setters of its keys continue to count for both agents.
   *
   * @param stands whether the assignment is still in effect, so that its keys no longer act as the
   *     previous agent
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

  /**
   * Reports that a participant no longer acts as this agent. If this cannot be recorded, the
   * setters of its keys continue to count.
   */
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
