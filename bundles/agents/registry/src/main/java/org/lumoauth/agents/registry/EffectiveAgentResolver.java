/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Computes effective agents, limited by their parents and blueprints. A computed agent is cached as
 * long as all of its inputs are unchanged, so changes need no invalidation here.
 */
@Component(service = EffectiveAgentResolver.class)
public final class EffectiveAgentResolver {

  /** The maximum depth of sub-agents, regardless of a tenant's settings. */
  static final int MAX_DEPTH = 8;

  private static final int SIZE = 50_000;

  private record EffectiveAgentKey(String tenantId, String agentId) {}

  private record CachedEffectiveAgent(
      StoredAgent own,
      Optional<AgentBlueprint> blueprint,
      Optional<StoredAgent> parent,
      StoredAgent result) {

    @SuppressWarnings("ReferenceEquality") // a cached object is replaced when it changes
    boolean isBuiltFrom(
        StoredAgent agent, Optional<AgentBlueprint> from, Optional<StoredAgent> under) {
      return own == agent
          && blueprint.orElse(null) == from.orElse(null)
          && parent.orElse(null) == under.orElse(null);
    }
  }

  private final AgentCache agents;
  private final Cache<EffectiveAgentKey, CachedEffectiveAgent> made =
      MeasuredCacheFactory.build(
          "agents-registry.effective-agents",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(SIZE));

  @Activate
  public EffectiveAgentResolver(@Reference AgentCache agents) {
    this.agents = agents;
  }

  public Optional<StoredAgent> find(String tenantId, String agentId) {
    return agents.find(tenantId, agentId).map(own -> effective(tenantId, own, MAX_DEPTH));
  }

  public Optional<StoredAgent> findByClient(String tenantId, String clientId) {
    return agents.findByClient(tenantId, clientId).map(own -> effective(tenantId, own, MAX_DEPTH));
  }

  /** Returns the effective agent of an agent that was already read. */
  public StoredAgent of(String tenantId, StoredAgent own) {
    return effective(tenantId, own, MAX_DEPTH);
  }

  /** Returns the agent and its ancestors, the agent first. */
  public List<StoredAgent> lineageOf(String tenantId, StoredAgent agent) {
    var line = new ArrayList<>(List.of(agent));
    var next = agent.agent().details().parentId();
    while (next.isPresent() && line.size() <= MAX_DEPTH) {
      var parent = agents.find(tenantId, next.get());
      parent.ifPresent(line::add);
      next = parent.flatMap(found -> found.agent().details().parentId());
    }
    return line;
  }

  private StoredAgent effective(String tenantId, StoredAgent own, int depth) {
    var details = own.agent().details();
    if (details.parentId().isEmpty() && details.blueprintId().isEmpty()) {
      return own;
    }
    var blueprint = details.blueprintId().flatMap(id -> agents.blueprint(tenantId, id));
    Optional<StoredAgent> parent =
        depth == 0
            ? Optional.empty()
            : details
                .parentId()
                .flatMap(id -> agents.find(tenantId, id))
                .map(found -> effective(tenantId, found, depth - 1));
    var place = new EffectiveAgentKey(tenantId, own.agent().id());
    var known = made.getIfPresent(place);
    if (known != null && known.isBuiltFrom(own, blueprint, parent)) {
      return known.result();
    }
    var result = narrowed(own, blueprint, parent);
    made.put(place, new CachedEffectiveAgent(own, blueprint, parent, result));
    return result;
  }

  /** An agent without a resolvable blueprint or parent has no permissions. */
  private static StoredAgent narrowed(
      StoredAgent own, Optional<AgentBlueprint> blueprint, Optional<StoredAgent> parent) {
    var details = own.agent().details();
    boolean orphan =
        details.blueprintId().isPresent() && blueprint.isEmpty()
            || details.parentId().isPresent() && parent.isEmpty();
    if (orphan) {
      return own.narrowed(Set.of(), false);
    }
    Set<String> capabilities =
        new HashSet<>(
            own.inherits()
                ? blueprint.map(AgentBlueprint::capabilities).orElse(Set.of())
                : own.agent().capabilities());
    blueprint.ifPresent(from -> capabilities.retainAll(from.capabilities()));
    parent.ifPresent(under -> capabilities.retainAll(under.agent().capabilities()));
    boolean enabled =
        own.agent().enabled()
            && blueprint.map(AgentBlueprint::enabled).orElse(true)
            && parent.map(under -> under.agent().enabled()).orElse(true);
    return own.narrowed(capabilities, enabled);
  }
}
