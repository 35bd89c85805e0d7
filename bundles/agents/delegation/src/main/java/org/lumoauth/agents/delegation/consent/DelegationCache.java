/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantObjectCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all delegations of a user together. */
@Component(
    service = {DelegationCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-delegation-memory"})
public final class DelegationCache extends PerTenantObjectCache<List<StoredDelegation>> {

  /** Event type: a user's delegations changed; the event id is the user's id. */
  static final String CHANGED = "delegation.changed";

  private static final long MAX_USERS = 20_000;
  private static final Duration EXPIRY = Duration.ofMinutes(10);

  @Activate
  public DelegationCache(@Reference DelegationStore store) {
    super("agents-delegation.delegations", MAX_USERS, EXPIRY, CHANGED, store::ofUser);
  }

  /** Returns the unrevoked delegations of a user, including expired delegations. */
  List<StoredDelegation> ofUser(String tenantId, String userId) {
    return get(tenantId, userId);
  }
}
