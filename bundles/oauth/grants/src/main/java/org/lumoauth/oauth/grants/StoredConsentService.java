/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores consents in the database. */
@Component(service = ConsentService.class)
public final class StoredConsentService implements ConsentService {

  /** The event that a consent was revoked; the event ID is the consent ID. */
  static final String REVOKED = "consent.revoked";

  private final ConsentStore store;
  private final AuthorizationGrantService grants;
  private final SettingsStore settings;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final AuditLog log;
  private final InstantSource clock;

  @Activate
  public StoredConsentService(
      @Reference ConsentStore store,
      @Reference AuthorizationGrantService grants,
      @Reference SettingsStore settings,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log,
      @Reference InstantSource clock) {
    this.store = store;
    this.grants = grants;
    this.settings = settings;
    this.identifiers = identifiers;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> lifetime(TenantContext tenant) {
    return Optional.of(GrantSettings.CONSENT_LIFETIME.read(settings, tenant))
        .filter(lifetime -> !lifetime.isZero());
  }

  @Override
  public Optional<Consent> find(TenantContext tenant, SubjectRef subject, String clientId) {
    return store.find(tenant.id(), subject, clientId).filter(this::holds);
  }

  @Override
  public Consent grant(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Set<String> scope,
      List<String> resources,
      List<Map<String, Object>> authorizationDetails) {
    Consent given =
        change(
            tenant,
            subject,
            clientId,
            before -> {
              Optional<Consent> held = before.filter(this::holds);
              Instant now = clock.instant();
              return new Consent(
                  held.map(Consent::id).orElseGet(() -> identifiers.next("con_")),
                  subject,
                  clientId,
                  remembered(scope, held.map(Consent::scope).orElse(Set.of())),
                  joined(held.map(Consent::resources), resources),
                  authorizationDetails,
                  now,
                  lifetime(tenant).map(now::plus));
            });
    log.record(
        tenant.id(),
        AuditInitiator.of(subject)
            .auditEvent("consent.given", "The user granted a client access.")
            .withTarget("consent", given.id())
            .withDetails(
                Map.of("client_id", clientId, "scope", List.copyOf(new TreeSet<>(given.scope())))));
    return given;
  }

  @Override
  public List<Consent> list(TenantContext tenant, SubjectRef subject) {
    return store.list(tenant.id(), subject).stream().filter(this::holds).toList();
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId) {
    revoke(tenant, subject, clientId, AuditInitiator.of(subject));
  }

  /**
   * Revokes the grants even if no consent is stored, because some grants need none. Grants are
   * revoked before the consent is deleted, so that none remains active if the server stops in
   * between. They are revoked again afterwards, because a concurrent request may have issued
   * another grant.
   */
  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId, AuditInitiator by) {
    boolean held =
        grants.list(tenant, subject).stream().anyMatch(one -> one.clientId().equals(clientId));
    Optional<Consent> taken = store.find(tenant.id(), subject, clientId);
    grants.endAll(tenant, subject, Optional.of(clientId));
    store.remove(tenant.id(), subject, clientId);
    grants.endAll(tenant, subject, Optional.of(clientId));
    taken.ifPresent(consent -> events.publish(new DomainEvent(REVOKED, tenant.id(), consent.id())));
    if (held || taken.isPresent()) {
      recordRevoked(tenant, subject, clientId, taken, by);
    }
  }

  /** Records that access was revoked, with a consent or without one. */
  private void recordRevoked(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Optional<Consent> consent,
      AuditInitiator by) {
    AuditEvent event =
        by.auditEvent(REVOKED, "A client's access was revoked.")
            .withTarget("client", clientId)
            .withDetails(Map.of("client_id", clientId, "user", subject.id()));
    if (consent.isPresent()) {
      event =
          event
              .withTarget("consent", consent.get().id())
              .withDetail("scope", List.copyOf(new TreeSet<>(consent.get().scope())));
    }
    log.record(tenant.id(), event);
  }

  private boolean holds(Consent consent) {
    return consent.expiresAt().map(end -> clock.instant().isBefore(end)).orElse(true);
  }

  /** Merges concurrent consents of the same user: the second adds to the first. */
  private Consent change(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Function<Optional<Consent>, Consent> change) {
    try {
      return store.change(tenant.id(), subject, clientId, change);
    } catch (DuplicateKeyException given) {
      return store.change(tenant.id(), subject, clientId, change);
    }
  }

  /** Combines the new and the earlier scopes, up to the maximum length. */
  private static Set<String> remembered(Set<String> given, Set<String> before) {
    Set<String> all = new LinkedHashSet<>();
    int length = 0;
    for (String scope : Stream.concat(given.stream(), before.stream()).distinct().toList()) {
      length += scope.length() + 1;
      if (length <= ConsentStore.MAX_SCOPES) {
        all.add(scope);
      }
    }
    return Set.copyOf(all);
  }

  private static <T> List<T> joined(Optional<? extends Collection<T>> before, Collection<T> added) {
    Set<T> all = new LinkedHashSet<>();
    before.ifPresent(all::addAll);
    all.addAll(added);
    return new ArrayList<>(all);
  }
}
