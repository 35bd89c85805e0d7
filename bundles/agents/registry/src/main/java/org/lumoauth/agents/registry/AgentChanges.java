package org.lumoauth.agents.registry;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commits changes and makes them known: first to this node's memory, then to everybody else. */
@Component(service = AgentChanges.class)
public final class AgentChanges {

  private final AgentStore store;
  private final AgentCache cache;
  private final DomainEvents events;

  @Activate
  public AgentChanges(
      @Reference AgentStore store, @Reference AgentCache cache, @Reference DomainEvents events) {
    this.store = store;
    this.cache = cache;
    this.events = events;
  }

  void insert(TenantContext tenant, StoredAgent agent) {
    store.insert(tenant, agent);
    announce(tenant, agent, "subject.changed");
  }

  AgentStore.Change apply(
      TenantContext tenant, String agentId, UnaryOperator<StoredAgent> operation) {
    var change = store.change(tenant, agentId, operation);
    boolean stopped = !change.after().agent().enabled();
    announce(tenant, change.after(), stopped ? "subject.disabled" : "subject.changed");
    return change;
  }

  Optional<StoredAgent> delete(TenantContext tenant, String agentId) {
    var gone = store.delete(tenant, agentId);
    gone.ifPresent(agent -> announce(tenant, agent, "subject.deleted"));
    return gone;
  }

  /** Tells that an agent may not act any more, since one above it, or its blueprint, stopped. */
  void disabledFromAbove(TenantContext tenant, String agentId) {
    events.publish(new DomainEvent("subject.disabled", tenant.id(), agentId));
  }

  private void announce(TenantContext tenant, StoredAgent agent, String type) {
    cache.invalidate(tenant.id(), agent);
    events.publish(new DomainEvent(type, tenant.id(), agent.agent().id()));
    events.publish(new DomainEvent("client.changed", tenant.id(), agent.agent().clientId()));
  }
}
