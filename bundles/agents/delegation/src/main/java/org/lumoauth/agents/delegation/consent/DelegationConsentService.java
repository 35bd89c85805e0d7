/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.DelegationSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets users delegate to agents, and revokes delegations. */
@Component(service = DelegationConsentService.class)
public final class DelegationConsentService {

  /** Event type: a user let an agent act; the event id is the delegation's id. */
  public static final String GIVEN = "delegation.given";

  /** The type under which tokens that depend on a delegation are revoked. */
  private static final String TYPE = "delegation";

  private final DelegationStore store;
  private final DelegationCache memory;
  private final DelegationAgentLookup agents;
  private final SettingsStore settings;
  private final IdGenerator identifiers;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final AuditLog log;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public DelegationConsentService(
      @Reference DelegationStore store,
      @Reference DelegationCache memory,
      @Reference DelegationAgentLookup agents,
      @Reference SettingsStore settings,
      @Reference IdGenerator identifiers,
      @Reference TokenService tokens,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.agents = agents;
    this.settings = settings;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.events = events;
    this.log = log;
  }

  /** Returns the maximum duration for which users can let an agent act for them. */
  public Duration maxDuration(TenantContext tenant) {
    return DelegationSettings.MAX_DURATION.read(settings, tenant);
  }

  /**
   * Lets an agent act for a user, in addition to its existing delegation, with one common expiry.
   * Existing scopes that are not part of the request never get a later expiry, so the common expiry
   * does not exceed theirs. If the new expiry is earlier than before, the previous delegation is
   * revoked with every token that depends on it. Scopes that are no longer capabilities of the
   * agent are dropped. Returns when the delegation is durable.
   *
   * @param scope the scopes to delegate, some of the agent's capabilities
   * @param lifetime the maximum duration
   * @throws ApiException 422 {@code validation_error} if the agent cannot have the scopes, 409
   *     {@code conflict}
   */
  public StoredDelegation grant(
      TenantContext tenant,
      String userId,
      String agentId,
      Set<String> scope,
      Duration lifetime,
      AuditInitiator by) {
    Agent agent = possible(tenant, agentId, scope, lifetime);
    log.requireWritable();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<StoredDelegation> was =
        store.ofUser(tenant.id(), userId).stream()
            .filter(each -> each.agentId().equals(agentId))
            .findFirst();
    Optional<StoredDelegation> standing = was.filter(each -> each.isActive(now));
    Set<String> all = new HashSet<>(scope);
    standing.ifPresent(before -> all.addAll(before.scope()));
    all.retainAll(agent.capabilities());
    Instant until = until(now.plus(lifetime), standing, scope, all);
    boolean widens = standing.filter(before -> !until.isBefore(before.expiresAt())).isPresent();
    String id = widens ? standing.get().id() : identifiers.next("dlg_");
    var given = new StoredDelegation(id, userId, agentId, all, now, until, Optional.empty());
    if (widens) {
      widen(tenant, was.get(), given);
      changed(tenant, userId);
    } else {
      replace(tenant, was, given);
    }
    events.publish(new DomainEvent(GIVEN, tenant.id(), id));
    record(tenant, by, GIVEN, given, "A user let an agent act for them.");
    return given;
  }

  /** Returns the active delegations of a user, newest first. */
  public List<StoredDelegation> ofUser(TenantContext tenant, String userId) {
    return store.ofUser(tenant.id(), userId).stream()
        .filter(each -> each.isActive(clock.instant()))
        .toList();
  }

  /** Returns a delegation, active or not. */
  public Optional<StoredDelegation> find(TenantContext tenant, String id) {
    return store.find(tenant.id(), id);
  }

  /** Returns a page of all delegations, including expired and revoked delegations, newest first. */
  public Page<StoredDelegation> list(
      TenantContext tenant, Optional<String> userId, Optional<String> agentId, PageRequest page) {
    return new Page<>(
        store.page(tenant.id(), userId, agentId, page.offset(), page.limit()),
        store.count(tenant.id(), userId, agentId),
        page);
  }

  /**
   * Revokes a delegation and every token that depends on it immediately. Returns when the
   * revocation is durable.
   *
   * @return false if it had already been revoked
   */
  public boolean revoke(TenantContext tenant, StoredDelegation delegation, AuditInitiator by) {
    log.requireWritable();
    OutboxEvents revoked = revoking(tenant, delegation);
    if (!store.end(tenant.id(), delegation.id(), clock.instant(), revoked)) {
      return false;
    }
    changed(tenant, delegation.userId());
    endTokens(tenant, delegation);
    revoked.publish();
    record(tenant, by, "delegation.revoked", delegation, "An agent may no longer act for a user.");
    return true;
  }

  /** Scopes that are not part of the request never get a later expiry. */
  private static Instant until(
      Instant wished, Optional<StoredDelegation> standing, Set<String> named, Set<String> all) {
    return standing
        .filter(before -> !all.stream().allMatch(each -> shown(each, named)))
        .map(StoredDelegation::expiresAt)
        .filter(wished::isAfter)
        .orElse(wished);
  }

  /** The consent page does not list the general capability to act for users. */
  private static boolean shown(String scope, Set<String> named) {
    return named.contains(scope) || scope.equals(Agent.ON_BEHALF);
  }

  private Agent possible(
      TenantContext tenant, String agentId, Set<String> scope, Duration lifetime) {
    Agent agent =
        agents
            .find(tenant, agentId)
            .filter(DelegationAgentLookup::mayActForOthers)
            .orElseThrow(
                () ->
                    ApiException.invalid(
                        "agentId",
                        "agentId must be the id of an agent that may act for" + " users."));
    if (scope.isEmpty() || !agent.capabilities().containsAll(scope)) {
      throw ApiException.invalid(
          "scopes",
          "scopes must contain at least one scope, and only capabilities of the " + "agent.");
    }
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(maxDuration(tenant)) > 0) {
      throw ApiException.invalid(
          "expiresIn",
          "expiresIn must be between 1 and " + maxDuration(tenant).toSeconds() + " seconds.");
    }
    return agent;
  }

  private void widen(TenantContext tenant, StoredDelegation was, StoredDelegation given) {
    if (!store.widen(tenant.id(), was, given)) {
      throw changedConcurrently();
    }
  }

  private void replace(
      TenantContext tenant, Optional<StoredDelegation> was, StoredDelegation given) {
    OutboxEvents revoked = was.map(before -> revoking(tenant, before)).orElseGet(events::prepare);
    try {
      store.add(tenant.id(), given, was.map(StoredDelegation::id), revoked);
    } catch (DuplicateKeyException meanwhile) {
      throw changedConcurrently();
    }
    changed(tenant, given.userId());
    was.ifPresent(before -> endTokens(tenant, before));
    revoked.publish();
  }

  /** Invalidates this node's cache, then those of the other nodes. */
  private void changed(TenantContext tenant, String userId) {
    memory.invalidate(tenant.id(), userId);
    events.publish(new DomainEvent(DelegationCache.CHANGED, tenant.id(), userId));
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      StoredDelegation delegation,
      String message) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("delegation", delegation.id())
            .withDetails(delegation.toAuditDetails()));
  }

  private void endTokens(TenantContext tenant, StoredDelegation delegation) {
    tokens.revokeAll(tenant, new SubjectRef(TYPE, delegation.id()));
  }

  private OutboxEvents revoking(TenantContext tenant, StoredDelegation delegation) {
    return events.prepare(
        new DomainEvent(DomainEvent.DELEGATION_REVOKED, tenant.id(), delegation.id()));
  }

  private static ApiException changedConcurrently() {
    return new ApiException(
        409, "conflict", "The delegation was changed concurrently. Reload it and try again.");
  }
}
