package org.lumoauth.oauth.richauthorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.oauth.richauthorization.schema.UnsupportedSchemaException;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the types of each tenant with compiled schemas. A change on this node, or an event of
 * another node, applies to the next request.
 */
@Component(
    service = {DetailsTypeCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-rich-authorization"})
public final class DetailsTypeCache implements DomainEventListener {

  /** The event that a type was created, changed or deleted; the event ID is the type ID. */
  static final String CHANGED = "authorization-details-type.changed";

  private static final Logger LOG = LoggerFactory.getLogger(DetailsTypeCache.class);
  private static final long MAX_TENANTS = 1_000;

  private final Function<String, List<RegisteredDetailsType>> load;
  private final Cache<String, Map<String, TenantDetailsType>> tenants =
      MeasuredCache.build(
          "oauth-rich-authorization.types",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_TENANTS)
              .expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public DetailsTypeCache(@Reference DetailsTypeStore store) {
    this.load = store::all;
  }

  /** Returns the tenant's types by name. */
  Map<String, TenantDetailsType> all(String tenantId) {
    return tenants.get(tenantId, id -> compiled(id, load.apply(id)));
  }

  void invalidate(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      invalidate(event.tenantId());
    }
  }

  /**
   * Compiles the schemas. A type with a schema that is no longer supported is omitted, so requests
   * for it are refused.
   */
  private static Map<String, TenantDetailsType> compiled(
      String tenantId, List<RegisteredDetailsType> types) {
    Map<String, TenantDetailsType> byName = new HashMap<>();
    for (RegisteredDetailsType type : types) {
      try {
        byName.put(type.declared().type(), new TenantDetailsType(type.declared()));
      } catch (UnsupportedSchemaException e) {
        LOG.error("rich-authorization.schema-unusable: tenant={} id={}", tenantId, type.id(), e);
      }
    }
    return Map.copyOf(byName);
  }
}
