/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.BiFunction;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;

/**
 * Caches objects of tenants by their id, such as the delegations of a user, until the change event
 * with the same id. An object that does not exist is looked up each time, unless the value itself
 * expresses it, as an {@code Optional} or an empty list does. Otherwise as {@link
 * PerTenantSingleValueCache}.
 *
 * @param <V> the value, immutable
 */
public abstract class PerTenantObjectCache<V> implements DomainEventListener {
  private final String changed;
  private final BiFunction<String, String, V> load;
  private final Cache<TenantObjectKey, V> objects;

  private record TenantObjectKey(String tenantId, String id) {}

  /**
   * Creates a cache.
   *
   * @param name the module and the content, as {@code agents-delegation.delegations}
   * @param maxObjects the maximum number of objects of all tenants
   * @param expiry the maximum effect of a lost event
   * @param changed the type of the event that an object changed; the id of the event is its id
   * @param load reads an object by the tenant's id and its own; null if it does not exist
   */
  protected PerTenantObjectCache(
      String name,
      long maxObjects,
      Duration expiry,
      String changed,
      BiFunction<String, String, V> load) {
    this.changed = changed;
    this.load = load;
    this.objects =
        MeasuredCacheFactory.build(
            name,
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(maxObjects)
                .expireAfterWrite(expiry));
  }

  /** Returns an object; null if it does not exist. */
  protected final V get(String tenantId, String id) {
    return objects.get(
        new TenantObjectKey(tenantId, id), key -> load.apply(key.tenantId(), key.id()));
  }

  /** Forgets an object. Call it after the commit of a change. */
  public final void invalidate(String tenantId, String id) {
    objects.invalidate(new TenantObjectKey(tenantId, id));
  }

  /** Forgets all objects of a tenant. */
  public final void invalidate(String tenantId) {
    objects.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }

  @Override
  public final void onEvent(DomainEvent event) {
    if (event.type().equals(changed)) {
      invalidate(event.tenantId(), event.id());
    } else if (event.type().equals(DomainEvent.TENANT_CHANGED)) {
      invalidate(event.tenantId());
    }
  }
}
