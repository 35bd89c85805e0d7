/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.PerTenantSingleValueCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Caches all agents and resources of a tenant together. */
@Component(
    service = {ParticipantCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-aauth"})
public final class ParticipantCache extends PerTenantSingleValueCache<List<AAuthParticipant>> {

  /** Event type: a participant was added, changed or deleted; the event id is its id. */
  static final String CHANGED = "aauth-party.changed";

  private static final long MAX_TENANTS = 10_000;

  @Activate
  public ParticipantCache(@Reference ParticipantStore store) {
    super("agents-aauth.parties", MAX_TENANTS, CHANGED, store::all);
  }

  /** Returns all participants of a kind, sorted by identifier. */
  public List<AAuthParticipant> all(String tenantId, String kind) {
    return get(tenantId).stream().filter(party -> party.settings().kind().equals(kind)).toList();
  }

  /** Returns the enabled participant with this id. */
  public Optional<AAuthParticipant> findEnabled(String tenantId, String kind, String id) {
    return all(tenantId, kind).stream()
        .filter(party -> party.id().equals(id) && party.settings().enabled())
        .findFirst();
  }

  /** Returns the enabled participant with this identifier. */
  public Optional<AAuthParticipant> findByIdentifier(
      String tenantId, String kind, String identifier) {
    return all(tenantId, kind).stream()
        .filter(party -> party.identifier().equals(identifier) && party.settings().enabled())
        .findFirst();
  }
}
