/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantObjectCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all rules of an agent or a blueprint together. */
@Component(
    service = {TrustRuleCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-workload"})
public final class TrustRuleCache extends PerTenantObjectCache<List<TrustRule>> {

  /**
   * Event type: a rule was created, changed or deleted; the event id is the id of the agent or
   * blueprint.
   */
  static final String CHANGED = "workload-trust.changed";

  private static final long MAX_HOLDERS = 50_000;
  private static final Duration EXPIRY = Duration.ofMinutes(10);

  @Activate
  public TrustRuleCache(@Reference TrustRuleStore store) {
    super("agents-workload.rules", MAX_HOLDERS, EXPIRY, CHANGED, store::of);
  }

  /** Returns the rules of an agent or a blueprint, including disabled rules, oldest first. */
  public List<TrustRule> of(String tenantId, String holderId) {
    return get(tenantId, holderId);
  }
}
