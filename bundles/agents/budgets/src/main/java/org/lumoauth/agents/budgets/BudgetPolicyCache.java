/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches the budgets of tenants. A change on another node is visible within a second. */
@Component(
    service = {BudgetPolicyCache.class, DomainEventListener.class},
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-budgets",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class BudgetPolicyCache implements DomainEventListener {

  /** Event type: a budget was changed; the event id is the id of the agent or blueprint. */
  static final String CHANGED = "agent.budget.changed";

  private static final String AGENT = "agt_";
  private static final int TENANTS = 10_000;
  private static final long HOLDS = TimeUnit.SECONDS.toNanos(1);

  private final BudgetPolicyStore table;
  private final ReservedCallCounter blocks;
  private final DomainEventPublisher events;
  private final LongSupplier nanos;
  private final Cache<String, CachedBudgetPolicies> byTenant =
      MeasuredCacheFactory.build(
          "agents-budgets.policies",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(TENANTS));

  /** The cached budgets and the time of the last confirmation. */
  private record CachedBudgetPolicies(BudgetPolicyStore.BudgetPolicySnapshot known, long at) {}

  @Activate
  public BudgetPolicyCache(
      @Reference PersistenceUnit unit,
      @Reference ReservedCallCounter blocks,
      @Reference DomainEventPublisher events) {
    this(new BudgetPolicyStore(unit), blocks, events, System::nanoTime);
  }

  BudgetPolicyCache(
      BudgetPolicyStore table,
      ReservedCallCounter blocks,
      DomainEventPublisher events,
      LongSupplier nanos) {
    this.table = table;
    this.blocks = blocks;
    this.events = events;
    this.nanos = nanos;
  }

  /** Returns all budgets of the tenant by the id of the agent or blueprint; often empty. */
  public Map<String, BudgetPolicy> of(String tenantId) {
    CachedBudgetPolicies seen = byTenant.getIfPresent(tenantId);
    if (seen == null || !holds(seen)) {
      seen = byTenant.asMap().compute(tenantId, this::look);
    }
    return seen.known().policies();
  }

  private boolean holds(CachedBudgetPolicies seen) {
    return nanos.getAsLong() - seen.at() < HOLDS;
  }

  private CachedBudgetPolicies look(String tenantId, CachedBudgetPolicies before) {
    if (before != null && holds(before)) { // a concurrent thread just refreshed it
      return before;
    }
    long now = nanos.getAsLong();
    return before != null && table.revision(tenantId) == before.known().revision()
        ? new CachedBudgetPolicies(before.known(), now)
        : new CachedBudgetPolicies(table.load(tenantId), now);
  }

  /** Returns the own budget of an agent or a blueprint. */
  public Optional<BudgetPolicy> find(TenantContext tenant, String holderId) {
    return Optional.ofNullable(of(tenant.id()).get(holderId));
  }

  /** Changes a budget, or creates it. */
  public BudgetPolicy change(
      TenantContext tenant, String holderId, UnaryOperator<BudgetPolicy> change) {
    var after = table.change(tenant.id(), holderId, change);
    announce(tenant.id(), holderId);
    return after;
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case CHANGED, DomainEvent.TENANT_CHANGED -> forget(event.tenantId());
      case DomainEvent.SUBJECT_DELETED -> gone(event);
      default -> {
        // unrelated to budgets
      }
    }
  }

  private void gone(DomainEvent event) {
    if (event.id().startsWith(AGENT)) {
      table.delete(event.tenantId(), event.id()); // usage is also counted without a budget
      if (of(event.tenantId()).containsKey(event.id())) {
        announce(event.tenantId(), event.id());
      }
    }
  }

  private void announce(String tenantId, String holderId) {
    forget(tenantId);
    events.publish(new DomainEvent(CHANGED, tenantId, holderId));
  }

  private void forget(String tenantId) {
    byTenant.invalidate(tenantId);
    blocks.releaseBlocks(tenantId);
  }
}
