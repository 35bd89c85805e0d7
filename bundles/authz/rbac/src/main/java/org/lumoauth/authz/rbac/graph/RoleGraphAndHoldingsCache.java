/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Provides the assignments of subjects and the permissions of roles from memory. */
@Component(service = RoleGraphAndHoldingsCache.class, configurationPid = "org.lumoauth.authz.rbac")
@Designate(ocd = RoleCacheConfig.class)
public final class RoleGraphAndHoldingsCache {

  private static final int ATTEMPTS = 10;

  private record SubjectCacheKey(String tenantId, SubjectRef subject) {}

  private final LoadingCache<String, CachedTenantRoleGraph> tenants;
  private final LoadingCache<SubjectCacheKey, CachedSubjectHoldings> subjects;

  @Activate
  public RoleGraphAndHoldingsCache(@Reference RbacPersistenceUnit unit, RoleCacheConfig config) {
    var loader = new RoleGraphAndHoldingsLoader(unit);
    long recheckNanos = TimeUnit.MILLISECONDS.toNanos(config.recheckMillis());
    this.tenants =
        MeasuredCacheFactory.build(
            "authz-rbac.role-graphs",
            Caffeine.newBuilder().maximumSize(config.tenants()),
            tenantId -> new CachedTenantRoleGraph(tenantId, loader, recheckNanos));
    this.subjects =
        MeasuredCacheFactory.build(
            "authz-rbac.subjects",
            Caffeine.newBuilder().maximumSize(config.subjects()),
            key -> new CachedSubjectHoldings(key.tenantId(), key.subject(), loader));
  }

  /** Returns the tenant's roles. */
  public RoleGraph graph(String tenantId) {
    return tenants.get(tenantId).current().graph();
  }

  /** Returns the direct holdings of the subject, at the same revision as the roles. */
  public SubjectHoldings holding(String tenantId, SubjectRef subject) {
    var tenant = tenants.get(tenantId);
    var entry = subjects.get(new SubjectCacheKey(tenantId, subject));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var current = tenant.current();
      var holdings = entry.holdings(current.revisions());
      if (holdings != null) {
        return new SubjectHoldings(current.graph(), holdings);
      }
      tenant.invalidate();
    }
    throw new IllegalStateException(
        "the roles of " + tenantId + " change faster than they can be loaded");
  }

  /** Invalidates the roles, permissions and hierarchy of the tenant. */
  public void invalidateRoles(String tenantId) {
    var entry = tenants.getIfPresent(tenantId);
    if (entry != null) {
      entry.invalidate();
    }
  }

  /** Invalidates the assignments of the subject. */
  public void invalidateAssignments(String tenantId, SubjectRef subject) {
    var entry = subjects.getIfPresent(new SubjectCacheKey(tenantId, subject));
    if (entry != null) {
      entry.invalidate();
    }
  }
}
