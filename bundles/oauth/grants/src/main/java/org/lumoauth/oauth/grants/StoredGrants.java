package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.cache.PeriodicCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants in the database, answered from memory. */
@Component(service = {AuthorizationGrants.class, StoredGrants.class})
public final class StoredGrants implements AuthorizationGrants {

  /** A grant has ended; the event's id is its id. */
  static final String ENDED = "grant.ended";

  /** The type of subject under which the token service knows grants. */
  static final String SUBJECT_TYPE = "grant";

  private static final Logger LOG = LoggerFactory.getLogger(StoredGrants.class);

  private record Limited(String tenantId, SubjectRef subject, String clientId) {}

  private final PeriodicCheck<Limited> limitCheck = new PeriodicCheck<>();
  private final GrantStore store;
  private final GrantMemory memory;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final DomainEvents events;
  private final InstantSource clock;

  @Activate
  public StoredGrants(
      @Reference GrantStore store,
      @Reference GrantMemory memory,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference DomainEvents events) {
    this(store, memory, settings, tokens, events, InstantSource.system());
  }

  StoredGrants(
      GrantStore store,
      GrantMemory memory,
      SettingsStore settings,
      TokenService tokens,
      DomainEvents events,
      InstantSource clock) {
    this.store = store;
    this.memory = memory;
    this.settings = settings;
    this.tokens = tokens;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void add(TenantContext tenant, AuthorizationGrant grant, String grantType) {
    Instant now = clock.instant();
    Map<String, Object> values = settings.read(tenant, GrantSettings.SECTION);
    Instant expiresAt = now.plus(GrantSettings.grantLifetime(values));
    memory.add(
        tenant.id(),
        StoredGrant.of(grant, grantType, now, expiresAt),
        () -> store.add(tenant.id(), grant, grantType, now, expiresAt));
    endOldest(tenant, grant, GrantSettings.maxPerUserAndClient(values), now);
  }

  /** Ends the oldest grants of a user and a client that have more than the limit. */
  private void endOldest(TenantContext tenant, AuthorizationGrant added, int limit, Instant now) {
    var limited = new Limited(tenant.id(), added.subject(), added.clientId());
    if (limit == 0 || !limitCheck.isDue(limited, limit)) {
      return;
    }
    List<String> oldest = store.beyond(tenant.id(), added.subject(), added.clientId(), limit, now);
    oldest.forEach(grantId -> end(tenant, grantId));
    if (!oldest.isEmpty()) {
      LOG.debug(
          "grants.limit-reached tenant={} client={} limit={} ended={}",
          tenant.id(),
          added.clientId(),
          limit,
          oldest.size());
    }
  }

  @Override
  public Optional<Duration> lifetime(TenantContext tenant) {
    return Optional.of(GrantSettings.grantLifetime(settings.read(tenant, GrantSettings.SECTION)));
  }

  @Override
  public boolean holds(TenantContext tenant, String grantId) {
    Instant now = clock.instant();
    return memory.find(tenant.id(), grantId).map(grant -> grant.holds(now)).orElse(false);
  }

  @Override
  public List<Summary> list(TenantContext tenant, SubjectRef subject) {
    return store.list(tenant.id(), subject, clock.instant()).stream()
        .map(StoredGrant::summary)
        .toList();
  }

  /** Once more does no harm: what a crash left undone is then done. */
  @Override
  public void end(TenantContext tenant, String grantId) {
    Announcement ended = events.announce(new DomainEvent(ENDED, tenant.id(), grantId));
    boolean first = store.end(tenant.id(), grantId, clock.instant(), ended);
    memory.forget(tenant.id(), grantId);
    if (!first && store.find(tenant.id(), grantId).isEmpty()) {
      return; // not known here
    }
    tokens.revokeAll(tenant, new SubjectRef(SUBJECT_TYPE, grantId));
    if (first) {
      ended.publish();
    }
  }

  @Override
  public void endAll(TenantContext tenant, SubjectRef subject, Optional<String> clientId) {
    store.ofSubject(tenant.id(), subject.id()).stream()
        .map(StoredGrant::summary)
        .filter(grant -> grant.subject().equals(subject))
        .filter(grant -> clientId.map(grant.clientId()::equals).orElse(true))
        .forEach(grant -> end(tenant, grant.id()));
  }

  /** Ends these grants. */
  void endAll(TenantContext tenant, Collection<StoredGrant> grants) {
    grants.forEach(grant -> end(tenant, grant.summary().id()));
  }
}
