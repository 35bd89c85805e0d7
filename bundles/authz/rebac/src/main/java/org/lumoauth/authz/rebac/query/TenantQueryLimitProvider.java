/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.RelationSettings;
import org.lumoauth.authz.rebac.engine.EvaluationLimits;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Determines the query limits of a tenant: the tenant's settings, never more than the limits of the
 * server.
 */
@Component(
    service = {TenantQueryLimitProvider.class, DomainEventListener.class},
    configurationPid = "org.lumoauth.authz.rebac",
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac-limits"})
public final class TenantQueryLimitProvider implements DomainEventListener {

  private final SettingsStore settings;
  private final RebacConfig config;
  private final Cache<String, EvaluationLimits> known =
      MeasuredCacheFactory.build(
          "authz-rebac.limits",
          Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)));

  @Activate
  public TenantQueryLimitProvider(@Reference SettingsStore settings, RebacConfig config) {
    this.settings = settings;
    this.config = config;
  }

  /** Returns the limits of a tenant. */
  public EvaluationLimits of(TenantContext tenant) {
    var limits = known.getIfPresent(tenant.id());
    return limits != null ? limits : known.get(tenant.id(), id -> read(tenant));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED) && event.id().equals(RelationSettings.SECTION)) {
      known.invalidate(event.tenantId());
    }
  }

  private EvaluationLimits read(TenantContext tenant) {
    var set = settings.read(tenant, RelationSettings.SECTION);
    return new EvaluationLimits(
        (int) least(set.get(RelationSettings.MAX_DEPTH), config.maxDepth()),
        (int) least(set.get(RelationSettings.MAX_WORK), config.maxWork()),
        Duration.ofMillis(least(set.get(RelationSettings.TIME_MILLIS), config.timeMillis())));
  }

  /**
   * Returns the lower limit, because the operator may have lowered the server's limit after the
   * tenant set its own.
   */
  private static long least(Object set, long most) {
    return set instanceof Number number ? Math.min(number.longValue(), most) : most;
  }
}
