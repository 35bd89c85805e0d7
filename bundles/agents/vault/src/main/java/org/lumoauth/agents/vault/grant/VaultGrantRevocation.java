package org.lumoauth.agents.vault.grant;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultPersistenceUnit;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.DeliveredTokenStore.DeliveredToken;
import org.lumoauth.agents.vault.revocation.ProviderRevocationQueue;
import org.lumoauth.agents.vault.revocation.ProviderRevocationTrigger;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where grants and their tokens end. What ends here is told to the provider as well. */
@Component(service = VaultGrantRevocation.class)
public final class VaultGrantRevocation {

  /** A grant has ended here; the event's id is the grant's. */
  public static final String UNLINKED = "connection.unlinked";

  private static final int ATTEMPTS = 5;

  private final VaultPersistenceUnit unit;
  private final VaultGrantStore grants;
  private final DeliveredTokenStore handed;
  private final ProviderRevocationQueue revocations;
  private final ProviderRevocationTrigger aside;
  private final DomainEventPublisher events;
  private final VaultAudit audit;
  private final InstantSource clock;

  @Activate
  public VaultGrantRevocation(
      @Reference VaultPersistenceUnit unit,
      @Reference VaultGrantStore grants,
      @Reference DeliveredTokenStore handed,
      @Reference ProviderRevocationQueue revocations,
      @Reference ProviderRevocationTrigger aside,
      @Reference DomainEventPublisher events,
      @Reference VaultAudit audit) {
    this(unit, grants, handed, revocations, aside, events, audit, InstantSource.system());
  }

  /** One that goes by this clock. */
  public VaultGrantRevocation(
      VaultPersistenceUnit unit,
      VaultGrantStore grants,
      DeliveredTokenStore handed,
      ProviderRevocationQueue revocations,
      ProviderRevocationTrigger aside,
      DomainEventPublisher events,
      VaultAudit audit,
      InstantSource clock) {
    this.unit = unit;
    this.grants = grants;
    this.handed = handed;
    this.revocations = revocations;
    this.aside = aside;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Ends a grant, here and at the provider.
   *
   * @return whether it was there
   */
  public boolean revoke(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, AuditInitiator by) {
    audit.requireWritable();
    boolean ended = retried(tenant, grant, now -> removed(tenant, connection, now));
    if (ended) {
      aside.wake();
      events.publish(new DomainEvent(UNLINKED, tenant.id(), grant.id()));
      audit.recordChange(
          tenant, by, "connection.unlinked", connection, "A grant ended.", grant.recorded());
    }
    return ended;
  }

  /** Ends all grants of a connection. */
  public void revokeAll(TenantContext tenant, VaultConnection connection, AuditInitiator by) {
    grants
        .findByConnection(tenant.id(), connection.id())
        .forEach(grant -> revoke(tenant, connection, grant, by));
  }

  /**
   * Ends the access token that an agent has and may not use any more, here and at the provider. The
   * grant goes on with a new one, if the provider lets it. Nothing happens where it has a new one
   * already: on another node, as for the same reason.
   */
  void revokeDelivered(TenantContext tenant, VaultConnection connection, DeliveredToken token) {
    Optional<VaultGrant> cut =
        grants
            .find(tenant.id(), token.grantId())
            .filter(grant -> grant.version() == token.version())
            .filter(grant -> unit.inTransaction(() -> expired(tenant, connection, grant)));
    if (cut.isPresent()) {
      aside.wake();
      Map<String, Object> details = new HashMap<>(cut.get().recorded());
      details.put("agent", token.agentId());
      audit.recordChange(
          tenant,
          AuditInitiator.server("vault"),
          "connection.token_withdrawn",
          connection,
          "The token that an agent had ended.",
          details);
    }
  }

  /** Ends the access tokens of those agents that the connection is not for any more. */
  public void revokeDisallowed(TenantContext tenant, VaultConnection connection) {
    var spec = connection.spec();
    handed.findByConnection(tenant.id(), connection.id()).stream()
        .filter(token -> !spec.enabled() || !spec.isFor(token.agentId()))
        .forEach(token -> revokeDelivered(tenant, connection, token));
  }

  private boolean removed(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    Optional<StoredGrantTokens> tokens = grants.findTokens(tenant.id(), grant);
    if (!grants.remove(tenant.id(), grant)) {
      return false;
    }
    handed.forget(tenant.id(), grant.id());
    tokens.ifPresent(kept -> revocations.enqueue(tenant, connection, kept));
    return true;
  }

  private boolean expired(TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    Optional<StoredGrantTokens> tokens = grants.findTokens(tenant.id(), grant);
    if (tokens.isEmpty() || !grants.expire(tenant.id(), grant, clock.instant())) {
      return false;
    }
    handed.forget(tenant.id(), grant.id());
    revocations.enqueueAccessToken(tenant, connection, tokens.get());
    return true;
  }

  private interface GrantRevocationStep {
    boolean take(VaultGrant grant);
  }

  /** A grant may be renewed just now: then again, with what it is after that. */
  private boolean retried(TenantContext tenant, VaultGrant grant, GrantRevocationStep step) {
    BooleanSupplier once =
        () ->
            grants
                .find(tenant.id(), grant.id())
                .map(now -> unit.inTransaction(() -> step.take(now)))
                .orElse(false);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      if (once.getAsBoolean()) {
        return true;
      }
    }
    return once.getAsBoolean();
  }
}
