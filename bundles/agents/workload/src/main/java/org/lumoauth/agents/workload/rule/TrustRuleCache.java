package org.lumoauth.agents.workload.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches all rules of an agent or a blueprint together. Changes on this node or, by event, on other
 * nodes are visible to the next request.
 */
@Component(
    service = {TrustRuleCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-workload"})
public final class TrustRuleCache implements DomainEventListener {

  /**
   * Event type: a rule was created, changed or deleted; the event id is the id of the agent or
   * blueprint.
   */
  static final String CHANGED = "workload-trust.changed";

  private static final long MAX_HOLDERS = 50_000;

  private record TrustRuleCacheKey(String tenantId, String holderId) {}

  private final TrustRuleStore store;
  private final Cache<TrustRuleCacheKey, List<TrustRule>> holders =
      MeasuredCache.build(
          "agents-workload.rules",
          Caffeine.newBuilder().maximumSize(MAX_HOLDERS).expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public TrustRuleCache(@Reference TrustRuleStore store) {
    this.store = store;
  }

  /** Returns the rules of an agent or a blueprint, including disabled rules, oldest first. */
  public List<TrustRule> of(String tenantId, String holderId) {
    return holders.get(
        new TrustRuleCacheKey(tenantId, holderId), key -> store.of(key.tenantId(), key.holderId()));
  }

  void invalidate(String tenantId, String holderId) {
    holders.invalidate(new TrustRuleCacheKey(tenantId, holderId));
  }

  void invalidateTenant(String tenantId) {
    holders.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      invalidate(event.tenantId(), event.id());
    }
  }
}
