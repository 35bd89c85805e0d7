/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the instances of a blueprint that have rules of their own, which narrow the blueprint's
 * rules.
 */
@Component(service = BlueprintInstanceWithRulesLookup.class)
public final class BlueprintInstanceWithRulesLookup {

  private static final String AGENT = "agt_";

  private final TrustRuleStore store;
  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public BlueprintInstanceWithRulesLookup(
      @Reference TrustRuleStore store, @Reference ProviderRegistry registry) {
    this.store = store;
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns the ids of the agents that the first rule of an agent or blueprint affects: the agent,
   * or the blueprint's instances with rules.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  List<String> narrowedBy(TenantContext tenant, String holderId) {
    return holderId.startsWith(AGENT)
        ? List.of(holderId)
        : find(tenant, holderId)
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"));
  }

  /**
   * Returns the ids of those instances; an empty list for an agent. Empty if the registry is
   * unavailable.
   */
  Optional<List<String>> find(TenantContext tenant, String holderId) {
    if (holderId.startsWith(AGENT)) {
      return Optional.of(List.of());
    }
    List<String> agents =
        store.all(tenant.id()).stream()
            .map(rule -> rule.settings().holderId())
            .filter(id -> id.startsWith(AGENT))
            .distinct()
            .toList();
    if (agents.isEmpty()) {
      return Optional.of(agents);
    }
    Optional<ServiceLease<AgentRegistry>> registry = registries.lease("agents");
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<AgentRegistry> held = registry.get()) {
      return Optional.of(
          agents.stream()
              .filter(
                  id -> blueprint(held.get().find(tenant, id)).filter(holderId::equals).isPresent())
              .toList());
    }
  }

  private static Optional<String> blueprint(Optional<Agent> agent) {
    return agent.flatMap(found -> found.details().blueprintId());
  }
}
