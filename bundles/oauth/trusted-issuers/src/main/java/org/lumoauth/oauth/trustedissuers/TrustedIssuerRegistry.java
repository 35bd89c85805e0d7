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
 * Registers and changes trusted issuers. A change holds for the next request; with the trust in an
 * issuer, or a part of it, end the tokens that came from it.
 */
@Component(service = TrustedIssuerRegistry.class)
public final class TrustedIssuerRegistry {

  /**
   * How many a tenant may have: all of them are in memory. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_ISSUERS = 100;

  private final TrustedIssuerStore store;
  private final TrustedIssuerCache memory;
  private final IdGenerator identifiers;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final TrustedIssuerAudit audit;

  @Activate
  public TrustedIssuerRegistry(
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

  /** All issuers of the tenant, by {@code iss}. */
  public List<RegisteredIssuer> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * The issuer with this id.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public RegisteredIssuer get(TenantContext tenant, String id) {
    return stored(tenant, id).issuer();
  }

  /**
   * Registers an issuer.
   *
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public RegisteredIssuer create(
      TenantContext tenant, TrustedIssuerSettings settings, AuditInitiator by) {
    requireAnother(tenant, settings);
    if (store.all(tenant.id()).size() >= MAX_ISSUERS) {
      throw ApiException.invalid("issuer", "There may be " + MAX_ISSUERS + " issuers at most.");
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
        "An issuer is trusted.",
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
      UnaryOperator<TrustedIssuerSettings> change,
      AuditInitiator by) {
    var was = stored(tenant, id);
    TrustedIssuerSettings before = was.issuer().settings();
    TrustedIssuerSettings after = change.apply(before);
    requireAnother(tenant, after);
    boolean narrowed = after.trustsLessThan(before) || !after.issuer().equals(before.issuer());
    OutboxEvents ending = narrowed ? tokenRevocation(tenant, was.issuer()) : events.prepare();
    try {
      if (!store.replace(tenant.id(), was, after, Instant.now(), ending)) {
        throw new ApiException(
            409, "conflict", "Somebody changed the issuer meanwhile; try again.");
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
   * Removes an issuer, its links, and the tokens that came from it.
   *
   * @throws ApiException 404 {@code resource_not_found}
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
        tenant, by, "trusted_issuer.deleted", issuer, "An issuer is trusted no longer.", Map.of());
  }

  /** Prepares to tell that the tokens end that came from an issuer. */
  OutboxEvents tokenRevocation(TenantContext tenant, RegisteredIssuer issuer) {
    return events.prepare(new TokenRevocationEvent(tenant.id(), issuer.subject()).toEvent());
  }

  private TrustedIssuerStore.StoredTrustedIssuer stored(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(TrustedIssuerRegistry::unknown);
  }

  private void changed(TenantContext tenant, RegisteredIssuer issuer) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(TrustedIssuerCache.CHANGED, tenant.id(), issuer.id()));
  }

  /** Our own tokens say what they say to others; none of them is an assertion to us. */
  private static void requireAnother(TenantContext tenant, TrustedIssuerSettings settings) {
    if (settings.issuer().equals(tenant.issuer())) {
      throw ApiException.invalid("issuer", "issuer is somebody else: this is our own.");
    }
  }

  private static String action(TrustedIssuerSettings before, TrustedIssuerSettings after) {
    if (before.equals(after.withEnabled(before.enabled())) && before.enabled() != after.enabled()) {
      return after.enabled() ? "trusted_issuer.enabled" : "trusted_issuer.disabled";
    }
    return "trusted_issuer.updated";
  }

  private static ApiException taken() {
    return ApiException.duplicate("This issuer is registered already.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("There is no such issuer.");
  }
}
