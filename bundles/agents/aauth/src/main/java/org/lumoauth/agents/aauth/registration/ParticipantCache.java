package org.lumoauth.agents.aauth.registration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches all agents and resources of a tenant together. Changes on this node or, by event, on other
 * nodes are visible to the next request.
 */
@Component(
    service = {ParticipantCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-aauth"})
public final class ParticipantCache implements DomainEventListener {

  /** Event type: a participant was added, changed or deleted; the event id is its id. */
  static final String CHANGED = "aauth-party.changed";

  private static final long MAX_TENANTS = 10_000;

  private final ParticipantStore store;
  private final Cache<String, List<AAuthParticipant>> tenants =
      MeasuredCache.build(
          "agents-aauth.parties",
          Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public ParticipantCache(@Reference ParticipantStore store) {
    this.store = store;
  }

  /** Returns all participants of a kind, sorted by identifier. */
  public List<AAuthParticipant> all(String tenantId, String kind) {
    return tenants.get(tenantId, store::all).stream()
        .filter(party -> party.settings().kind().equals(kind))
        .toList();
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

  void invalidate(String tenantId) {
    tenants.invalidate(tenantId);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      invalidate(event.tenantId());
    }
  }
}
