/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.blueprint.BlueprintEventPublisher;
import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches agents in memory. Loading and invalidating the same key never overlap, so a read after a
 * committed and invalidated change never returns an older value. Changes on other nodes arrive as
 * events; the expiry limits how long a lost event can have an effect.
 */
@Component(
    service = {AgentCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-registry"})
public final class AgentCache implements DomainEventListener {

  private static final int SIZE = 50_000;
  private static final Duration EXPIRY = Duration.ofSeconds(60);
  private static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";
  private static final Pattern AGENT_ID = Pattern.compile("agt_" + ULID);
  private static final Pattern BLUEPRINT_ID = Pattern.compile("abp_" + ULID);

  /** Other formats cannot be a client id of an agent and are not looked up. */
  public static final Pattern CLIENT_ID = Pattern.compile("cli_" + ULID);

  private record AgentCacheKey(String tenantId, String id) {}

  private final AgentStore store;
  private final BlueprintStore blueprintStore;
  private final Cache<AgentCacheKey, Optional<StoredAgent>> byId = cache("agents-registry.agents");
  private final Cache<AgentCacheKey, Optional<String>> idByClient =
      cache("agents-registry.clients");
  private final Cache<AgentCacheKey, Optional<AgentBlueprint>> blueprints =
      cache("agents-registry.blueprints");

  @Activate
  public AgentCache(@Reference AgentStore store, @Reference BlueprintStore blueprintStore) {
    this.store = store;
    this.blueprintStore = blueprintStore;
  }

  public Optional<StoredAgent> find(String tenantId, String agentId) {
    var key = new AgentCacheKey(tenantId, agentId);
    Optional<StoredAgent> known = byId.getIfPresent(key);
    if (known != null) {
      return known;
    }
    // A malformed id costs no query and no cache entry.
    if (!AGENT_ID.matcher(agentId).matches()) {
      return Optional.empty();
    }
    return byId.get(key, of -> store.find(of.tenantId(), of.id()));
  }

  public Optional<StoredAgent> findByClient(String tenantId, String clientId) {
    return idByClient(new AgentCacheKey(tenantId, clientId)).flatMap(id -> find(tenantId, id));
  }

  private Optional<String> idByClient(AgentCacheKey key) {
    Optional<String> known = idByClient.getIfPresent(key);
    if (known != null) {
      return known;
    }
    if (!CLIENT_ID.matcher(key.id()).matches()) {
      return Optional.empty();
    }
    return idByClient.get(key, of -> store.findIdByClient(of.tenantId(), of.id()));
  }

  public Optional<AgentBlueprint> blueprint(String tenantId, String blueprintId) {
    return BLUEPRINT_ID.matcher(blueprintId).matches()
        ? blueprints.get(
            new AgentCacheKey(tenantId, blueprintId),
            of -> blueprintStore.find(of.tenantId(), of.id()))
        : Optional.empty();
  }

  public void invalidateBlueprint(String tenantId, String blueprintId) {
    blueprints.invalidate(new AgentCacheKey(tenantId, blueprintId));
  }

  /** Invalidates the agent. Call this after the change is committed. */
  public void invalidate(String tenantId, StoredAgent agent) {
    byId.invalidate(new AgentCacheKey(tenantId, agent.agent().id()));
    idByClient.invalidate(new AgentCacheKey(tenantId, agent.agent().clientId()));
  }

  private void invalidateAll() {
    byId.invalidateAll();
    idByClient.invalidateAll();
    blueprints.invalidateAll();
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case DomainEvent.SUBJECT_CHANGED, DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          byId.invalidate(new AgentCacheKey(event.tenantId(), event.id()));
      case DomainEvent.CLIENT_CHANGED ->
          idByClient.invalidate(new AgentCacheKey(event.tenantId(), event.id()));
      case BlueprintEventPublisher.CHANGED -> invalidateBlueprint(event.tenantId(), event.id());
      case DomainEvent.TENANT_CHANGED -> invalidateAll();
      default -> {
        // unrelated to agents
      }
    }
  }

  private static <V> Cache<AgentCacheKey, V> cache(String name) {
    return MeasuredCacheFactory.build(
        name,
        Caffeine.newBuilder().executor(Runnable::run).maximumSize(SIZE).expireAfterWrite(EXPIRY));
  }
}
