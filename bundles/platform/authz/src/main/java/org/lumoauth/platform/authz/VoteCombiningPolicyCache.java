/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches each tenant's policy for combining votes. Every decision needs it, so it is cached for
 * some seconds; a change event clears it immediately. Without settings, or while they cannot be
 * read, the strictest policy applies.
 */
@Component(
    service = {VoteCombiningPolicyCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-authz"})
public final class VoteCombiningPolicyCache implements DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(VoteCombiningPolicyCache.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int TENANTS = 10_000;

  private final Cache<String, VoteCombiningPolicy> chosen =
      MeasuredCacheFactory.build(
          "platform-authz.combining",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(TENANTS)
              .expireAfterWrite(REMEMBERED));
  private volatile SettingsStore store;

  /** Creates the cache before the tenant settings are available. */
  @Activate
  public VoteCombiningPolicyCache() {}

  /** Binds the tenant settings. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindSettings(SettingsStore found) {
    store = found;
    chosen.invalidateAll();
  }

  /** Unbinds the tenant settings. */
  public void unbindSettings(SettingsStore gone) {
    if (store == gone) {
      store = null;
      chosen.invalidateAll();
    }
  }

  VoteCombiningPolicy of(TenantContext tenant) {
    var known = chosen.getIfPresent(tenant.id());
    if (known != null) {
      return known;
    }
    var settings = store;
    if (settings == null) {
      return VoteCombiningPolicy.STRICTEST;
    }
    try {
      return chosen.get(
          tenant.id(),
          id -> VoteCombiningPolicy.of(settings.read(tenant, VoteCombiningSettings.SECTION)));
    } catch (RuntimeException e) {
      LOG.error("combining_rule_not_read tenant={}", tenant.id(), e);
      return VoteCombiningPolicy.STRICTEST;
    }
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED)
        && event.id().equals(VoteCombiningSettings.SECTION)) {
      chosen.invalidate(event.tenantId());
    }
  }
}
