/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.TimeUnit;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Caches all compiled policies of a tenant. */
@Component(service = PolicyCache.class, configurationPid = "org.lumoauth.authz.abac")
@Designate(ocd = AbacCacheConfig.class)
public final class PolicyCache {

  private final LoadingCache<String, CachedTenantPolicies> tenants;

  @Activate
  public PolicyCache(
      @Reference AbacTransactionRunner unit,
      @Reference PolicyCompiler compiler,
      AbacCacheConfig config) {
    var loader = new PolicyLoader(unit, compiler);
    long recheckNanos = TimeUnit.MILLISECONDS.toNanos(config.recheckMillis());
    this.tenants =
        MeasuredCacheFactory.build(
            "authz-abac.policies",
            Caffeine.newBuilder().maximumSize(config.tenants()),
            tenantId -> new CachedTenantPolicies(tenantId, loader, recheckNanos));
  }

  /** Returns the tenant's policies and definitions. */
  public TenantPolicies of(String tenantId) {
    return tenants.get(tenantId).current();
  }

  /** Invalidates a tenant after a change of a policy or definition. */
  public void invalidate(String tenantId) {
    var entry = tenants.getIfPresent(tenantId);
    if (entry != null) {
      entry.invalidate();
    }
  }
}
