package org.lumoauth.agents.aauth.registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers and changes agents and resources. A change holds for the next request. */
@Component(service = ParticipantAdminService.class)
public final class ParticipantAdminService {

  /**
   * How many a tenant may have: all of them are in memory. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_PARTIES = 1000;

  /** What ids of tokens begin with: they and the ends of them are in one order. */
  public static final String MADE = "aat_";

  private final ParticipantStore store;
  private final ParticipantCache memory;
  private final ParticipantKeyProvenanceReporter setters;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public ParticipantAdminService(
      @Reference ParticipantStore store,
      @Reference ParticipantCache memory,
      @Reference ParticipantKeyProvenanceReporter setters,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.setters = setters;
    this.identifiers = identifiers;
    this.events = events;
    this.log = log;
  }

  /** All of a kind, by their identifiers. */
  public List<AAuthParticipant> list(TenantContext tenant, String kind) {
    return store.all(tenant.id()).stream()
        .filter(party -> party.settings().kind().equals(kind))
        .toList();
  }

  /**
   * The party of a kind with this id.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public AAuthParticipant get(TenantContext tenant, String kind, String id) {
    return stored(tenant, kind, id).party();
  }

  /**
   * Registers a party.
   *
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public AAuthParticipant create(
      TenantContext tenant, ParticipantSettings settings, AuditInitiator by) {
    return create(tenant, settings, UnaryOperator.identity(), by);
  }

  /**
   * Registers a party. Its place is taken first, disabled, so that of several who register one
   * identifier at once one goes on: whatever the others would register would be without a party. A
   * server that ends meanwhile leaves a disabled one, to be removed or completed by a change.
   *
   * @param complete says the rest of what was asked for; it may register more, and is not asked
   *     where the party can't be
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public AAuthParticipant create(
      TenantContext tenant,
      ParticipantSettings asked,
      UnaryOperator<ParticipantSettings> complete,
      AuditInitiator by) {
    var others = store.all(tenant.id());
    if (others.size() >= MAX_PARTIES) {
      throw ApiException.invalid("identifier", "There may be " + MAX_PARTIES + " at most.");
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
        setters.afterRemove(tenant, place.party().id(), settings); // somebody may have let it in
      }
      throw overtaken();
    }
    return settings;
  }

  /**
   * Changes a party.
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
    boolean cut = ParticipantRevocationRules.requiresTokenRevocation(before, wanted);
    ParticipantSettings after = cut ? wanted.endedUpTo(identifiers.next(MADE)) : wanted;
    if (isTaken(tenant, id, after)) { // before anybody counts for what is refused
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
   * Removes a party; its tokens hold no more.
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

  /** Whether another has the identifier. */
  private boolean isTaken(TenantContext tenant, String id, ParticipantSettings settings) {
    return store.all(tenant.id()).stream()
        .anyMatch(other -> !other.id().equals(id) && isSame(other.settings(), settings));
  }

  /** Whether a party is still what it was made. */
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
        by.auditEvent(
            "aauth_" + kind + "." + what,
            new AuditEvent.AuditTarget(
                "aauth_" + kind, party.id(), Optional.of(party.settings().name())),
            "An AAuth " + kind + " was " + what + ".",
            details));
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
    return new ApiException(409, "conflict", "Somebody changed it meanwhile; try again.");
  }

  private static ApiException taken() {
    return ApiException.duplicate("This identifier is registered already.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("There is nothing of this kind with this id.");
  }
}
