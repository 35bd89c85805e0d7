/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.cache.LimitCheckSchedule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores grants in the database and serves reads from a cache. */
@Component(service = {AuthorizationGrantService.class, StoredAuthorizationGrantService.class})
public final class StoredAuthorizationGrantService implements AuthorizationGrantService {

  /** The type of subject under which the token service tracks grants. */
  static final String SUBJECT_TYPE = "grant";

  private static final Logger LOG = LoggerFactory.getLogger(StoredAuthorizationGrantService.class);

  private record UserClientGrantsKey(String tenantId, SubjectRef subject, String clientId) {}

  private final LimitCheckSchedule<UserClientGrantsKey> limitCheck = new LimitCheckSchedule<>();
  private final AuthorizationGrantStore store;
  private final AuthorizationGrantCache memory;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final InstantSource clock;

  @Activate
  public StoredAuthorizationGrantService(
      @Reference AuthorizationGrantStore store,
      @Reference AuthorizationGrantCache memory,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference DomainEventPublisher events,
      @Reference InstantSource clock) {
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
    Instant expiresAt = now.plus(GrantSettings.GRANT_LIFETIME.from(values));
    memory.add(
        tenant.id(),
        StoredGrant.of(grant, grantType, now, expiresAt),
        () -> store.add(tenant.id(), grant, grantType, now, expiresAt));
    endOldest(tenant, grant, GrantSettings.MAX_PER_USER_AND_CLIENT.from(values), now);
  }

  /** Revokes the oldest grants of a user and client that exceed the limit. */
  private void endOldest(TenantContext tenant, AuthorizationGrant added, int limit, Instant now) {
    var limited = new UserClientGrantsKey(tenant.id(), added.subject(), added.clientId());
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
  public Optional<Duration> maxLifetime(TenantContext tenant) {
    return Optional.of(GrantSettings.GRANT_LIFETIME.read(settings, tenant));
  }

  @Override
  public boolean isActive(TenantContext tenant, String grantId) {
    Instant now = clock.instant();
    return memory.find(tenant.id(), grantId).map(grant -> grant.isValid(now)).orElse(false);
  }

  @Override
  public List<AuthorizationGrantSummary> list(TenantContext tenant, SubjectRef subject) {
    return store.list(tenant.id(), subject, clock.instant()).stream()
        .map(StoredGrant::summary)
        .toList();
  }

  /** Repeated calls are harmless and complete a revocation that a crash interrupted. */
  @Override
  public void end(TenantContext tenant, String grantId) {
    OutboxEvents ended =
        events.prepare(new DomainEvent(DomainEvent.GRANT_ENDED, tenant.id(), grantId));
    boolean first = store.end(tenant.id(), grantId, clock.instant(), ended);
    memory.invalidate(tenant.id(), grantId);
    if (!first && store.find(tenant.id(), grantId).isEmpty()) {
      return; // The grant is unknown.
    }
    tokens.revokeAll(tenant, new SubjectRef(SUBJECT_TYPE, grantId));
    if (first) {
      ended.publish();
    }
  }

  @Override
  public void endAll(TenantContext tenant, SubjectRef subject, Optional<String> clientId) {
    store.findBySubject(tenant.id(), subject.id()).stream()
        .map(StoredGrant::summary)
        .filter(grant -> grant.subject().equals(subject))
        .filter(grant -> clientId.map(grant.clientId()::equals).orElse(true))
        .forEach(grant -> end(tenant, grant.id()));
  }

  /** Revokes the given grants. */
  void endAll(TenantContext tenant, Collection<StoredGrant> grants) {
    grants.forEach(grant -> end(tenant, grant.summary().id()));
  }
}
