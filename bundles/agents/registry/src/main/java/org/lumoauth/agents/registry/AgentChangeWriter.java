/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Commits changes of agents and publishes them: first to this node's cache, then to all other
 * nodes. The event that an agent was disabled or deleted is written in the same transaction as the
 * change.
 */
@Component(service = AgentChangeWriter.class)
public final class AgentChangeWriter {

  private final AgentStore store;
  private final AgentCache cache;
  private final AgentDescendantLookup descendants;
  private final DomainEventPublisher events;

  @Activate
  public AgentChangeWriter(
      @Reference AgentStore store,
      @Reference AgentCache cache,
      @Reference AgentDescendantLookup descendants,
      @Reference DomainEventPublisher events) {
    this.store = store;
    this.cache = cache;
    this.descendants = descendants;
    this.events = events;
  }

  void insert(TenantContext tenant, StoredAgent agent) {
    store.insert(tenant, agent);
    inserted(tenant, agent);
  }

  /**
   * Inserts a sub-agent of another agent.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code too_many_sub_agents}
   */
  void insertBelow(
      TenantContext tenant, StoredAgent agent, String parentId, SubAgentCountLimits limits) {
    limits.require(store.insertBelow(tenant, agent, parentId, limits));
    inserted(tenant, agent);
  }

  private void inserted(TenantContext tenant, StoredAgent agent) {
    cache.invalidate(tenant.id(), agent);
    changed(tenant, agent);
  }

  public AgentStore.AgentChange apply(
      TenantContext tenant, String agentId, UnaryOperator<StoredAgent> operation) {
    return apply(tenant, agentId, operation, List.of());
  }

  /** Commits a change that disables the agent and all of its sub-agents. */
  AgentStore.AgentChange stop(
      TenantContext tenant, String agentId, UnaryOperator<StoredAgent> operation) {
    return apply(tenant, agentId, operation, descendants.of(tenant.id(), agentId));
  }

  Optional<StoredAgent> delete(TenantContext tenant, String agentId) {
    var below = descendants.of(tenant.id(), agentId);
    var gone = store.delete(tenant, agentId, agent -> deletion(tenant, agent, below));
    gone.ifPresent(
        removed -> {
          cache.invalidate(tenant.id(), removed.agent());
          removed.told().publish();
        });
    return gone.map(AgentStore.AgentRemoval::agent);
  }

  /** Prepares the event that these agents and their sub-agents may no longer act. */
  public OutboxEvents prepareStopEvent(TenantContext tenant, Collection<String> agentIds) {
    return stopped(
        tenant,
        agentIds.stream()
            .flatMap(id -> Stream.concat(descendants.of(tenant.id(), id).stream(), Stream.of(id))));
  }

  private AgentStore.AgentChange apply(
      TenantContext tenant,
      String agentId,
      UnaryOperator<StoredAgent> operation,
      Collection<String> below) {
    var change =
        store.change(
            tenant,
            agentId,
            operation,
            after ->
                after.agent().enabled()
                    ? events.prepare()
                    : stopped(tenant, Stream.concat(Stream.of(agentId), below.stream())));
    cache.invalidate(tenant.id(), change.after());
    change.told().publish();
    if (change.after().agent().enabled()) {
      changed(tenant, change.after());
    } else {
      events.publish(client(tenant, change.after()));
    }
    return change;
  }

  private void changed(TenantContext tenant, StoredAgent agent) {
    events.publish(new DomainEvent(DomainEvent.SUBJECT_CHANGED, tenant.id(), agent.agent().id()));
    events.publish(client(tenant, agent));
  }

  private OutboxEvents stopped(TenantContext tenant, Stream<String> agentIds) {
    return events.prepare(
        agentIds
            .distinct()
            .map(id -> new DomainEvent(DomainEvent.SUBJECT_DISABLED, tenant.id(), id))
            .toArray(DomainEvent[]::new));
  }

  private OutboxEvents deletion(TenantContext tenant, StoredAgent agent, Collection<String> below) {
    var own =
        Stream.of(
            new DomainEvent(DomainEvent.SUBJECT_DELETED, tenant.id(), agent.agent().id()),
            client(tenant, agent));
    var others =
        below.stream().map(id -> new DomainEvent(DomainEvent.SUBJECT_DISABLED, tenant.id(), id));
    return events.prepare(Stream.concat(own, others).toArray(DomainEvent[]::new));
  }

  private static DomainEvent client(TenantContext tenant, StoredAgent agent) {
    return new DomainEvent(DomainEvent.CLIENT_CHANGED, tenant.id(), agent.agent().clientId());
  }
}
