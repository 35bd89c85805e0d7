/**
 * Caches with metrics: hits, misses, evictions and entries of each, by name.
 *
 * <p>A cache of tenants' data extends {@link
 * org.lumoauth.platform.cache.PerTenantSingleValueCache}, if all data of a tenant is read together,
 * or {@link org.lumoauth.platform.cache.PerTenantObjectCache}, if objects are read by their id:
 *
 * <pre>{@code
 * @Component(
 *     service = {ScopeCache.class, DomainEventListener.class},
 *     property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-scopes"})
 * public final class ScopeCache
 *     extends PerTenantSingleValueCache<Map<String, Scope>> {
 *   static final String CHANGED = "scope.changed";
 *
 *   @Activate
 *   public ScopeCache(@Reference ScopeStore store) {
 *     super("oauth-clients.scopes", 10_000, CHANGED, store::byName);
 *   }
 * }
 * }</pre>
 *
 * <p>After a change, the bundle invalidates its cache and publishes the event. The deletion of a
 * tenant invalidates by itself. Other caches are built by {@link
 * org.lumoauth.platform.cache.MeasuredCacheFactory}.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.platform.cache;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
