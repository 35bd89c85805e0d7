package org.lumoauth.authz.rbac.graph;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Answers from memory what a subject holds and what it gives. */
@Component(service = RoleIndex.class, configurationPid = "org.lumoauth.authz.rbac")
@Designate(ocd = RoleIndexConfig.class)
public final class RoleIndex {

  private static final int ATTEMPTS = 10;

  private record SubjectCacheKey(String tenantId, SubjectRef subject) {}

  private final LoadingCache<String, CachedTenantRoleGraph> tenants;
  private final LoadingCache<SubjectCacheKey, CachedSubjectHoldings> subjects;

  @Activate
  public RoleIndex(@Reference RbacPersistenceUnit unit, RoleIndexConfig config) {
    var loader = new RoleGraphLoader(unit);
    long recheckNanos = TimeUnit.MILLISECONDS.toNanos(config.recheckMillis());
    this.tenants =
        MeasuredCache.build(
            "authz-rbac.role-graphs",
            Caffeine.newBuilder().maximumSize(config.tenants()),
            tenantId -> new CachedTenantRoleGraph(tenantId, loader, recheckNanos));
    this.subjects =
        MeasuredCache.build(
            "authz-rbac.subjects",
            Caffeine.newBuilder().maximumSize(config.subjects()),
            key -> new CachedSubjectHoldings(key.tenantId(), key.subject(), loader));
  }

  /** The tenant's roles. */
  public RoleGraph graph(String tenantId) {
    return tenants.get(tenantId).current().graph();
  }

  /** What the subject holds directly, of one revision with what they give. */
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
    throw new IllegalStateException("roles of " + tenantId + " change faster than they are read");
  }

  /** Roles, permissions or the hierarchy of the tenant changed. */
  public void invalidateRoles(String tenantId) {
    var entry = tenants.getIfPresent(tenantId);
    if (entry != null) {
      entry.invalidate();
    }
  }

  /** What the subject holds changed. */
  public void invalidateAssignments(String tenantId, SubjectRef subject) {
    var entry = subjects.getIfPresent(new SubjectCacheKey(tenantId, subject));
    if (entry != null) {
      entry.invalidate();
    }
  }
}
