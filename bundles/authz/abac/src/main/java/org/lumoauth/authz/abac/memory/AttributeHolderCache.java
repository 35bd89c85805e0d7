package org.lumoauth.authz.abac.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.store.AttributeHolder;
import org.lumoauth.authz.abac.store.AttributeValueTable;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is known of users and resources, for as long as nothing is heard of a change. An entry goes
 * after a minute at the latest, so that a change on another node that was not heard of is seen
 * then.
 */
@Component(service = AttributeHolderCache.class, configurationPid = "org.lumoauth.authz.abac")
public final class AttributeHolderCache {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private record AttributeHolderKey(String tenantId, long generation, AttributeHolder holder) {}

  private final UserAttributeSource source;
  private final CacheGenerations generations;
  private final Cache<AttributeHolderKey, UserAttributeFacts> users;
  private final Cache<AttributeHolderKey, LazyValue<Map<String, Object>>> resources;

  @Activate
  public AttributeHolderCache(@Reference UserAttributeSource source, AbacConfig config) {
    this.source = source;
    this.generations = new CacheGenerations(config.tenants());
    this.users =
        MeasuredCache.build(
            "authz-abac.users",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
    this.resources =
        MeasuredCache.build(
            "authz-abac.resources",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
  }

  UserAttributeFacts user(TenantContext tenant, String userId) {
    var holder = AttributeHolder.user(userId);
    return userId.length() > AttributeValueTable.MAX_ID
        ? source.facts(tenant, userId)
        : users.get(key(tenant.id(), holder), key -> source.facts(tenant, userId));
  }

  /** What the tenant's own attributes of a resource are. */
  Map<String, Object> resource(TenantContext tenant, String type, String id) {
    if (type.length() > AttributeValueTable.MAX_TYPE || id.length() > AttributeValueTable.MAX_ID) {
      return Map.of(); // no such resource can have been given one
    }
    var holder = AttributeHolder.resource(type, id);
    return resources
        .get(key(tenant.id(), holder), key -> new LazyValue<>(() -> source.values(tenant, holder)))
        .get();
  }

  /** Something of this user or resource changed. */
  public void invalidate(String tenantId, AttributeHolder holder) {
    users.invalidate(key(tenantId, holder));
    resources.invalidate(key(tenantId, holder));
  }

  /** Anything of the tenant may have changed. */
  public void invalidate(String tenantId) {
    generations.advance(tenantId);
  }

  private AttributeHolderKey key(String tenantId, AttributeHolder holder) {
    return new AttributeHolderKey(tenantId, generations.current(tenantId), holder);
  }
}
