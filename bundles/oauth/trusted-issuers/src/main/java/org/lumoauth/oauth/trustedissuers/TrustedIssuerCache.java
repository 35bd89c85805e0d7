/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches the issuers of each tenant, by their ids. */
@Component(
    service = {TrustedIssuerCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-trusted-issuers"})
public final class TrustedIssuerCache
    extends PerTenantSingleValueCache<Map<String, RegisteredIssuer>> {

  /** The event that an issuer was created, changed or deleted; the event ID is the issuer ID. */
  static final String CHANGED = "trusted-issuer.changed";

  private static final long MAX_TENANTS = 10_000;

  @Activate
  public TrustedIssuerCache(@Reference TrustedIssuerStore store) {
    this(store::all);
  }

  TrustedIssuerCache(Function<String, List<RegisteredIssuer>> load) {
    super(
        "oauth-trusted-issuers.issuers",
        MAX_TENANTS,
        CHANGED,
        tenantId -> byId(load.apply(tenantId)));
  }

  /** Returns the issuer with this ID. */
  Optional<RegisteredIssuer> find(String tenantId, String id) {
    return Optional.ofNullable(get(tenantId).get(id));
  }

  /** Returns the issuer with this {@code iss}. */
  Optional<RegisteredIssuer> findByIssuer(String tenantId, String issuer) {
    return get(tenantId).values().stream()
        .filter(each -> each.settings().issuer().equals(issuer))
        .findFirst();
  }

  private static Map<String, RegisteredIssuer> byId(List<RegisteredIssuer> issuers) {
    Map<String, RegisteredIssuer> byId = new HashMap<>();
    issuers.forEach(issuer -> byId.put(issuer.id(), issuer));
    return Map.copyOf(byId);
  }
}
