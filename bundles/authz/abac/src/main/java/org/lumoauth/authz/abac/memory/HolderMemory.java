package org.lumoauth.authz.abac.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.store.Holder;
import org.lumoauth.authz.abac.store.ValueRows;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is known of users and resources, for as long as nothing is heard of a change. An entry goes
 * after a minute at the latest, so that a change on another node that was not heard of is seen
 * then.
 */
@Component(service = HolderMemory.class, configurationPid = "org.lumoauth.authz.abac")
public final class HolderMemory {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Key(String tenantId, long generation, Holder holder) {}

  private final UserSource source;
  private final Generations generations;
  private final Cache<Key, UserFacts> users;
  private final Cache<Key, Lazily<Map<String, Object>>> resources;

  @Activate
  public HolderMemory(@Reference UserSource source, AbacConfig config) {
    this.source = source;
    this.generations = new Generations(config.tenants());
    this.users =
        MeasuredCache.build(
            "authz-abac.users",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
    this.resources =
        MeasuredCache.build(
            "authz-abac.resources",
            Caffeine.newBuilder().maximumSize(config.holders()).expireAfterWrite(KEPT));
  }

  UserFacts user(TenantContext tenant, String userId) {
    var holder = Holder.user(userId);
    return userId.length() > ValueRows.MAX_ID
        ? source.facts(tenant, userId)
        : users.get(key(tenant.id(), holder), key -> source.facts(tenant, userId));
  }

  /** What the tenant's own attributes of a resource are. */
  Map<String, Object> resource(TenantContext tenant, String type, String id) {
    if (type.length() > ValueRows.MAX_TYPE || id.length() > ValueRows.MAX_ID) {
      return Map.of(); // no such resource can have been given one
    }
    var holder = Holder.resource(type, id);
    return resources
        .get(key(tenant.id(), holder), key -> new Lazily<>(() -> source.values(tenant, holder)))
        .get();
  }

  /** Something of this user or resource changed. */
  public void changed(String tenantId, Holder holder) {
    users.invalidate(key(tenantId, holder));
    resources.invalidate(key(tenantId, holder));
  }

  /** Anything of the tenant may have changed. */
  public void changed(String tenantId) {
    generations.next(tenantId);
  }

  private Key key(String tenantId, Holder holder) {
    return new Key(tenantId, generations.of(tenantId), holder);
  }
}
