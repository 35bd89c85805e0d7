/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;

/**
 * Caches one value for each tenant, such as all its trusted issuers, until its change event. A
 * change on this node, or the event of another node, applies to the next read; a read and an
 * invalidation of the same tenant never overlap. A lost event has an effect for ten minutes at
 * most.
 *
 * <p>A bundle extends this class, registers the subclass as {@link DomainEventListener} and adds
 * lookups. After a change it calls {@link #invalidate} and publishes the event.
 *
 * @param <V> the value, immutable
 */
public abstract class PerTenantSingleValueCache<V> implements DomainEventListener {
  private static final Duration EXPIRY = Duration.ofMinutes(10);

  private final String changed;
  private final LoadingCache<String, V> tenants;

  /**
   * Creates a cache.
   *
   * @param name the module and the content, as {@code oauth-clients.scopes}
   * @param maxTenants the maximum number of tenants
   * @param changed the type of the event that the tenant's value changed
   * @param load reads the value of a tenant by its id
   */
  protected PerTenantSingleValueCache(
      String name, long maxTenants, String changed, Function<String, V> load) {
    this.changed = changed;
    this.tenants =
        MeasuredCacheFactory.build(
            name,
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(maxTenants)
                .expireAfterWrite(EXPIRY),
            load::apply);
  }

  /** Returns the value of a tenant. */
  public final V get(String tenantId) {
    return tenants.get(tenantId);
  }

  /** Forgets the value of a tenant. Call it after the commit of a change. */
  public final void invalidate(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public final void onEvent(DomainEvent event) {
    if (event.isOneOf(changed, DomainEvent.TENANT_CHANGED)) {
      invalidate(event.tenantId());
    }
  }
}
