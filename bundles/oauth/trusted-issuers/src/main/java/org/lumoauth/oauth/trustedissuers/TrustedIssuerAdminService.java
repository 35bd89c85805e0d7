/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers, changes and deletes trusted issuers. A change applies to the next request. If an
 * issuer is trusted less than before, the tokens that came from it are revoked.
 */
@Component(service = TrustedIssuerAdminService.class)
public final class TrustedIssuerAdminService {

  /**
   * The maximum number of issuers per tenant, because all of them are cached. Concurrent creation
   * can exceed it slightly, which is harmless.
   */
  static final int MAX_ISSUERS = 100;

  private final TrustedIssuerStore store;
  private final TrustedIssuerCache memory;
  private final IdGenerator identifiers;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final TrustedIssuerAudit audit;

  @Activate
  public TrustedIssuerAdminService(
      @Reference TrustedIssuerStore store,
      @Reference TrustedIssuerCache memory,
      @Reference IdGenerator identifiers,
      @Reference TokenService tokens,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.events = events;
    this.audit = new TrustedIssuerAudit(log);
  }

  /** Returns all issuers of the tenant, sorted by {@code iss}. */
  public List<RegisteredIssuer> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * Returns the issuer with this ID.
   *
   * @throws ApiException 404 {@code resource_not_found} if it does not exist
   */
  public RegisteredIssuer get(TenantContext tenant, String id) {
    return stored(tenant, id).issuer();
  }

  /**
   * Registers an issuer.
   *
   * @throws ApiException 409 {@code duplicate_resource} if the issuer exists, 422 {@code
   *     validation_error} if it is invalid
   */
  public RegisteredIssuer create(
      TenantContext tenant, TrustedIssuerDefinition settings, AuditInitiator by) {
    requireAnother(tenant, settings);
    if (store.all(tenant.id()).size() >= MAX_ISSUERS) {
      throw ApiException.invalid(
          "issuer", "A tenant can have at most " + MAX_ISSUERS + " trusted issuers.");
    }
    RegisteredIssuer issuer;
    try {
      issuer = store.add(tenant.id(), identifiers.next("tis_"), settings, Instant.now());
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    changed(tenant, issuer);
    audit.record(
        tenant,
        by,
        "trusted_issuer.created",
        issuer,
        "A trusted issuer was registered.",
        TrustedIssuerAudit.shown(settings));
    return issuer;
  }

  /**
   * Changes an issuer.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code duplicate_resource} or {@code
   *     conflict}, 422 {@code validation_error}
   */
  public RegisteredIssuer change(
      TenantContext tenant,
      String id,
      UnaryOperator<TrustedIssuerDefinition> change,
      AuditInitiator by) {
    var was = stored(tenant, id);
    TrustedIssuerDefinition before = was.issuer().settings();
    TrustedIssuerDefinition after = change.apply(before);
    requireAnother(tenant, after);
    boolean narrowed = after.trustsLessThan(before) || !after.issuer().equals(before.issuer());
    OutboxEvents ending = narrowed ? tokenRevocation(tenant, was.issuer()) : events.prepare();
    try {
      if (!store.replace(tenant.id(), was, after, Instant.now(), ending)) {
        throw new ApiException(
            409, "conflict", "The issuer was changed by another request. Try again.");
      }
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    var issuer = new RegisteredIssuer(id, after, was.issuer().createdAt());
    changed(tenant, issuer);
    if (narrowed) {
      tokens.revokeAll(tenant, issuer.subject());
      ending.publish();
    }
    audit.record(
        tenant,
        by,
        action(before, after),
        issuer,
        "A trusted issuer was changed.",
        Map.of(
            "before", TrustedIssuerAudit.shown(before), "after", TrustedIssuerAudit.shown(after)));
    return issuer;
  }

  /**
   * Deletes an issuer and its links, and revokes the tokens that came from it.
   *
   * @throws ApiException 404 {@code resource_not_found} if it does not exist
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    RegisteredIssuer issuer = get(tenant, id);
    OutboxEvents ending = tokenRevocation(tenant, issuer);
    if (!store.remove(tenant.id(), id, ending)) {
      throw unknown();
    }
    changed(tenant, issuer);
    tokens.revokeAll(tenant, issuer.subject());
    ending.publish();
    audit.record(
        tenant, by, "trusted_issuer.deleted", issuer, "A trusted issuer was deleted.", Map.of());
  }

  /** Prepares the events that revoke the tokens of an issuer. */
  OutboxEvents tokenRevocation(TenantContext tenant, RegisteredIssuer issuer) {
    return events.prepare(new TokenRevocationEvent(tenant.id(), issuer.subject()).toEvent());
  }

  private TrustedIssuerStore.StoredTrustedIssuer stored(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(TrustedIssuerAdminService::unknown);
  }

  private void changed(TenantContext tenant, RegisteredIssuer issuer) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(TrustedIssuerCache.CHANGED, tenant.id(), issuer.id()));
  }

  /** Refuses this server as issuer: its tokens are addressed to others and are not assertions. */
  private static void requireAnother(TenantContext tenant, TrustedIssuerDefinition settings) {
    if (settings.issuer().equals(tenant.issuer())) {
      throw ApiException.invalid("issuer", "`issuer` must not be the issuer of this tenant.");
    }
  }

  private static String action(TrustedIssuerDefinition before, TrustedIssuerDefinition after) {
    if (before.equals(after.withEnabled(before.enabled())) && before.enabled() != after.enabled()) {
      return after.enabled() ? "trusted_issuer.enabled" : "trusted_issuer.disabled";
    }
    return "trusted_issuer.updated";
  }

  private static ApiException taken() {
    return ApiException.duplicate("An issuer with this `issuer` is already registered.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The trusted issuer does not exist.");
  }
}
