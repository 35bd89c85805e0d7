/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.oauth.richauthorization.schema.UnsupportedSchemaException;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Caches the types of each tenant, by their names, with compiled schemas. */
@Component(
    service = {DetailsTypeCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-rich-authorization"})
public final class DetailsTypeCache
    extends PerTenantSingleValueCache<Map<String, TenantDetailsTypeHandler>> {

  /** The event that a type was created, changed or deleted; the event ID is the type ID. */
  static final String CHANGED = "authorization-details-type.changed";

  private static final Logger LOG = LoggerFactory.getLogger(DetailsTypeCache.class);
  private static final long MAX_TENANTS = 1_000;

  @Activate
  public DetailsTypeCache(@Reference DetailsTypeStore store) {
    super(
        "oauth-rich-authorization.types",
        MAX_TENANTS,
        CHANGED,
        tenantId -> compiled(tenantId, store.all(tenantId)));
  }

  /**
   * Compiles the schemas. A type with a schema that is no longer supported is omitted, so requests
   * for it are refused.
   */
  private static Map<String, TenantDetailsTypeHandler> compiled(
      String tenantId, List<RegisteredDetailsType> types) {
    Map<String, TenantDetailsTypeHandler> byName = new HashMap<>();
    for (RegisteredDetailsType type : types) {
      try {
        byName.put(type.declared().type(), new TenantDetailsTypeHandler(type.declared()));
      } catch (UnsupportedSchemaException e) {
        LOG.error("rich-authorization.schema-unusable: tenant={} id={}", tenantId, type.id(), e);
      }
    }
    return Map.copyOf(byName);
  }
}
