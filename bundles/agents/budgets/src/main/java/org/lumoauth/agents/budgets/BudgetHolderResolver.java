/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Resolves the budgets that an agent's use is charged to: its own and those of its ancestors. */
@Component(service = BudgetHolderResolver.class)
public final class BudgetHolderResolver {

  private static final int MAX_DEPTH = 16;

  private final BudgetPolicyCache policies;
  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public BudgetHolderResolver(
      @Reference BudgetPolicyCache policies, @Reference ProviderRegistry providers) {
    this.policies = policies;
    this.registries = providers.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns those of the agent and its ancestors that have a limit, the agent first. In a tenant
   * without budgets, the agent is not looked up.
   */
  List<BudgetHolder> of(TenantContext tenant, String agentId) {
    if (policies.of(tenant.id()).isEmpty()) {
      return List.of();
    }
    return lineageOf(tenant, agentId).stream()
        .filter(holder -> !holder.limits().hasNoLimits())
        .toList();
  }

  /** Returns the agent and its ancestors, with or without a limit, the agent first. */
  List<BudgetHolder> lineageOf(TenantContext tenant, String agentId) {
    var known = policies.of(tenant.id());
    var holders = new ArrayList<BudgetHolder>(1);
    Optional<String> next = Optional.of(agentId);
    for (int depth = 0; next.isPresent() && depth < MAX_DEPTH; depth++) {
      var agent = find(tenant, next.get());
      agent.ifPresent(found -> holders.add(holder(known, found)));
      next = agent.flatMap(found -> found.details().parentId());
    }
    return holders;
  }

  /**
   * Whether an agent's use is charged to this budget: its own, an ancestor's, or that of a
   * blueprint of one of them.
   *
   * @param holderId an agent or a blueprint
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public boolean appliesTo(TenantContext tenant, String holderId, String agentId) {
    Optional<String> next = Optional.of(agentId);
    for (int depth = 0; next.isPresent() && depth < MAX_DEPTH; depth++) {
      var agent = find(tenant, next.get());
      var blueprint = agent.flatMap(found -> found.details().blueprintId());
      if (next.get().equals(holderId) || blueprint.filter(holderId::equals).isPresent()) {
        return true;
      }
      next = agent.flatMap(found -> found.details().parentId());
    }
    return false;
  }

  /**
   * Returns the agent with this id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    try (var lease =
        registries
            .lease("agents")
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return lease.get().find(tenant, agentId);
    }
  }

  /**
   * Returns the agent with this id or this client id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> findByIdOrClientId(TenantContext tenant, String agentOrClientId) {
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

  /** Whether the blueprint exists. */
  public boolean knowsBlueprint(TenantContext tenant, String blueprintId) {
    try (var lease =
        registries
            .lease("agents")
            .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"))) {
      return lease.get().blueprintExists(tenant, blueprintId);
    }
  }

  private static BudgetHolder holder(Map<String, BudgetPolicy> known, Agent agent) {
    var own = Optional.ofNullable(known.get(agent.id()));
    var limits = own.map(BudgetPolicy::limits).orElse(BudgetLimits.NONE);
    var ofBlueprint =
        agent.details().blueprintId().flatMap(id -> Optional.ofNullable(known.get(id)));
    return new BudgetHolder(
        agent.id(),
        ofBlueprint.map(policy -> limits.and(policy.limits())).orElse(limits),
        own.map(BudgetPolicy::generation).orElse(0L));
  }
}
