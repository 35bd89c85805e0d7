/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers and changes agents and resources. A change applies to the next request. */
@Component(service = ParticipantAdminService.class)
public final class ParticipantAdminService {

  /**
   * The maximum number of participants of a tenant, because all are cached in memory. Concurrent
   * requests may slightly exceed it, which is harmless.
   */
  static final int MAX_PARTIES = 1000;

  /** The prefix of token ids: token ids and revocation marks share one order. */
  public static final String MADE = "aat_";

  private final ParticipantStore store;
  private final ParticipantCache memory;
  private final ParticipantKeyCredentialUsersReporter setters;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public ParticipantAdminService(
      @Reference ParticipantStore store,
      @Reference ParticipantCache memory,
      @Reference AAuthAgentRegistryGateway agents,
      @Reference RawSignatureVerifier checks,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.setters = new ParticipantKeyCredentialUsersReporter(agents, checks);
    this.identifiers = identifiers;
    this.events = events;
    this.log = log;
  }

  /** Returns all participants of a kind, sorted by identifier. */
  public List<AAuthParticipant> list(TenantContext tenant, String kind) {
    return store.all(tenant.id()).stream()
        .filter(party -> party.settings().kind().equals(kind))
        .toList();
  }

  /**
   * Returns the participant of a kind with this id.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public AAuthParticipant get(TenantContext tenant, String kind, String id) {
    return stored(tenant, kind, id).party();
  }

  /**
   * Registers a participant.
   *
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public AAuthParticipant create(
      TenantContext tenant, ParticipantSettings settings, AuditInitiator by) {
    return create(tenant, settings, UnaryOperator.identity(), by);
  }

  /**
   * Registers a participant. A disabled row is inserted first, so that only one of several
   * concurrent requests with the same identifier continues, and the others register no orphaned
   * agents. If the server stops in between, a disabled participant remains, which can be deleted or
   * completed by a change.
   *
   * @param complete completes the settings and may register an agent; not called if the participant
   *     cannot be registered
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public AAuthParticipant create(
      TenantContext tenant,
      ParticipantSettings asked,
      UnaryOperator<ParticipantSettings> complete,
      AuditInitiator by) {
    var others = store.all(tenant.id());
    if (others.size() >= MAX_PARTIES) {
      throw ApiException.invalid(
          "identifier", "A tenant can have at most " + MAX_PARTIES + " agents and resources.");
    }
    if (others.stream().anyMatch(other -> isSame(other.settings(), asked))) {
      throw taken();
    }
    ParticipantStore.StoredParticipant place = place(tenant, asked);
    var party =
        new AAuthParticipant(
            place.party().id(),
            completed(tenant, place, asked, complete, by),
            place.party().createdAt());
    changed(tenant, party);
    record(tenant, by, "created", party, Map.of("newValue", shown(party.settings())));
    return party;
  }

  private ParticipantStore.StoredParticipant place(
      TenantContext tenant, ParticipantSettings asked) {
    String prefix = asked.kind().equals(ParticipantSettings.AGENT) ? "aag_" : "aar_";
    try {
      return store.add(tenant.id(), identifiers.next(prefix), asked.disabled(), Instant.now());
    } catch (DuplicateKeyException e) {
      throw taken();
    }
  }

  private ParticipantSettings completed(
      TenantContext tenant,
      ParticipantStore.StoredParticipant place,
      ParticipantSettings asked,
      UnaryOperator<ParticipantSettings> complete,
      AuditInitiator by) {
    ParticipantSettings settings;
    try {
      settings = complete.apply(asked);
      setters.beforeRegister(tenant, place.party().id(), settings, by);
    } catch (RuntimeException e) {
      if (store.remove(tenant.id(), place)) {
        changed(tenant, place.party());
      }
      throw e;
    }
    if (!store.replace(tenant.id(), place, settings, Instant.now())) {
      if (store.find(tenant.id(), settings.kind(), place.party().id()).isEmpty()) {
        setters.afterRemove(
            tenant, place.party().id(), settings); // a concurrent request may have enabled it
      }
      throw overtaken();
    }
    return settings;
  }

  /**
   * Changes a participant.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code duplicate_resource} or {@code
   *     conflict}, 422 {@code validation_error}
   */
  public AAuthParticipant change(
      TenantContext tenant,
      String kind,
      String id,
      UnaryOperator<ParticipantSettings> change,
      AuditInitiator by) {
    var was = stored(tenant, kind, id);
    ParticipantSettings before = was.party().settings();
    ParticipantSettings wanted = change.apply(before);
    boolean cut = ParticipantTokenRevocationPolicy.requiresTokenRevocation(before, wanted);
    ParticipantSettings after = cut ? wanted.endedUpTo(identifiers.next(MADE)) : wanted;
    if (isTaken(
        tenant, id, after)) { // before the user is recorded as a setter for a rejected change
      throw taken();
    }
    setters.beforeChange(tenant, id, before, after, by);
    try {
      if (!store.replace(tenant.id(), was, after, Instant.now())) {
        throw overtaken();
      }
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    var party = new AAuthParticipant(id, after, was.party().createdAt());
    changed(tenant, party);
    record(
        tenant,
        by,
        "updated",
        party,
        Map.of("oldValue", shown(before), "newValue", shown(after), "tokensEnded", cut));
    setters.afterChange(tenant, id, before, after, by, stands(tenant, was, after));
    return party;
  }

  /**
   * Deletes a participant; its tokens become invalid.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String kind, String id, AuditInitiator by) {
    AAuthParticipant party = get(tenant, kind, id);
    if (!store.remove(tenant.id(), id)) {
      throw unknown();
    }
    changed(tenant, party);
    record(tenant, by, "deleted", party, Map.of("oldValue", shown(party.settings())));
    setters.afterRemove(tenant, id, party.settings());
  }

  private static boolean isSame(ParticipantSettings first, ParticipantSettings second) {
    return first.kind().equals(second.kind()) && first.identifier().equals(second.identifier());
  }

  /** Whether another participant has the identifier. */
  private boolean isTaken(TenantContext tenant, String id, ParticipantSettings settings) {
    return store.all(tenant.id()).stream()
        .anyMatch(other -> !other.id().equals(id) && isSame(other.settings(), settings));
  }

  /** Whether a participant still has the settings written here. */
  private boolean stands(
      TenantContext tenant, ParticipantStore.StoredParticipant was, ParticipantSettings made) {
    return store
        .find(tenant.id(), made.kind(), was.party().id())
        .filter(now -> now.version() == was.version() + 1)
        .isPresent();
  }

  private ParticipantStore.StoredParticipant stored(TenantContext tenant, String kind, String id) {
    return store.find(tenant.id(), kind, id).orElseThrow(ParticipantAdminService::unknown);
  }

  private void changed(TenantContext tenant, AAuthParticipant party) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(ParticipantCache.CHANGED, tenant.id(), party.id()));
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String what,
      AAuthParticipant party,
      Map<String, Object> details) {
    String kind = party.settings().kind();
    log.record(
        tenant.id(),
        by.auditEvent("aauth_" + kind + "." + what, "An AAuth " + kind + " was " + what + ".")
            .withTarget("aauth_" + kind, party.id(), party.settings().name())
            .withDetails(details));
  }

  private static Map<String, Object> shown(ParticipantSettings settings) {
    return Map.ofEntries(
        Map.entry("identifier", settings.identifier()),
        Map.entry("name", settings.name()),
        Map.entry("owner", settings.owner()),
        Map.entry("enabled", settings.enabled()),
        Map.entry("jwks", settings.jwks()),
        Map.entry("jwks_uri", settings.jwksUri()),
        Map.entry("scopes", List.copyOf(new TreeSet<>(settings.scopes().keySet()))),
        Map.entry("agent_id", settings.agentId()),
        Map.entry("redirect_uris", settings.redirectUris()),
        Map.entry("features", List.copyOf(new TreeSet<>(settings.features()))),
        Map.entry("level", settings.level()));
  }

  private static ApiException overtaken() {
    return new ApiException(
        409,
        "conflict",
        "The agent or resource was changed by another request. Read it again, then " + "retry.");
  }

  private static ApiException taken() {
    return ApiException.duplicate("Another agent or resource has this identifier.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The agent or resource does not exist.");
  }
}
