/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.store.AttributeOwner;
import org.lumoauth.authz.abac.store.AttributeValueTable;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches attributes of users and resources until a change is reported. An entry expires after one
 * minute at the latest, which bounds the effect of a lost event.
 */
@Component(
    service = UserAndResourceAttributeCache.class,
    configurationPid = "org.lumoauth.authz.abac")
public final class UserAndResourceAttributeCache {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private record AttributeHolderKey(String tenantId, long generation, AttributeOwner holder) {}

  private final UserAttributeLoader source;
  private final CacheGenerations generations;
  private final Cache<AttributeHolderKey, UserAttributeFacts> users;
  private final Cache<AttributeHolderKey, LazyValue<Map<String, Object>>> resources;

  @Activate
  public UserAndResourceAttributeCache(
      @Reference UserAttributeLoader source, AbacCacheConfig config) {
    this.source = source;
    this.generations = new CacheGenerations(config.tenants());
    this.users =
        MeasuredCacheFactory.build(
            "authz-abac.users",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
    this.resources =
        MeasuredCacheFactory.build(
            "authz-abac.resources",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
  }

  UserAttributeFacts user(TenantContext tenant, String userId) {
    var holder = AttributeOwner.user(userId);
    return userId.length() > AttributeValueTable.MAX_ID
        ? source.facts(tenant, userId)
        : users.get(key(tenant.id(), holder), key -> source.facts(tenant, userId));
  }

  /** Returns the tenant's own attributes of a resource. */
  Map<String, Object> resource(TenantContext tenant, String type, String id) {
    if (type.length() > AttributeValueTable.MAX_TYPE || id.length() > AttributeValueTable.MAX_ID) {
      return Map.of(); // attributes cannot be set for such a resource
    }
    var holder = AttributeOwner.resource(type, id);
    return resources
        .get(key(tenant.id(), holder), key -> new LazyValue<>(() -> source.values(tenant, holder)))
        .get();
  }

  /** Invalidates a user or resource. */
  public void invalidate(String tenantId, AttributeOwner holder) {
    users.invalidate(key(tenantId, holder));
    resources.invalidate(key(tenantId, holder));
  }

  /** Invalidates the whole tenant. */
  public void invalidate(String tenantId) {
    generations.advance(tenantId);
  }

  private AttributeHolderKey key(String tenantId, AttributeOwner holder) {
    return new AttributeHolderKey(tenantId, generations.current(tenantId), holder);
  }
}
