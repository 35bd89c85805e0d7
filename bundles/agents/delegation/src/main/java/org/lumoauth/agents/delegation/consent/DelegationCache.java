package org.lumoauth.agents.delegation.consent;

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
 * Caches all delegations of a user together. Changes on this node or, by event, on other nodes are
 * visible to the next call.
 */
@Component(
    service = {DelegationCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-delegation-memory"})
public final class DelegationCache implements DomainEventListener {

  /** Event type: a user's delegations changed; the event id is the user's id. */
  static final String CHANGED = "delegation.changed";

  private static final long MAX_USERS = 20_000;

  /** A user of a tenant. */
  private record DelegationCacheKey(String tenantId, String userId) {}

  private final DelegationStore store;
  private final Cache<DelegationCacheKey, List<StoredDelegation>> users =
      MeasuredCache.build(
          "agents-delegation.delegations",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_USERS)
              .expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public DelegationCache(@Reference DelegationStore store) {
    this.store = store;
  }

  /** Returns the unrevoked delegations of a user, including expired delegations. */
  List<StoredDelegation> ofUser(String tenantId, String userId) {
    return users.get(
        new DelegationCacheKey(tenantId, userId),
        key -> store.ofUser(key.tenantId(), key.userId()));
  }

  void invalidate(String tenantId, String userId) {
    users.invalidate(new DelegationCacheKey(tenantId, userId));
  }

  void invalidate(String tenantId) {
    users.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      invalidate(event.tenantId(), event.id());
    }
  }
}
