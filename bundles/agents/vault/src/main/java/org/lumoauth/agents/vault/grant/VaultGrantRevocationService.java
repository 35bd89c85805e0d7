/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultTokenRecipientStore.DeliveredToken;
import org.lumoauth.agents.vault.revocation.ProviderRevocationQueue;
import org.lumoauth.agents.vault.revocation.ProviderRevocationTrigger;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Revokes grants and their tokens, here and at the provider. */
@Component(service = VaultGrantRevocationService.class)
public final class VaultGrantRevocationService {

  /** The event type of a revoked grant; the id of the event is the id of the grant. */
  public static final String UNLINKED = "connection.unlinked";

  private static final int ATTEMPTS = 5;

  private final VaultTransactionRunner unit;
  private final VaultGrantStore grants;
  private final VaultTokenRecipientStore handed;
  private final ProviderRevocationQueue revocations;
  private final ProviderRevocationTrigger aside;
  private final DomainEventPublisher events;
  private final VaultAudit audit;
  private final InstantSource clock;

  @Activate
  public VaultGrantRevocationService(
      @Reference VaultTransactionRunner unit,
      @Reference VaultGrantStore grants,
      @Reference VaultTokenRecipientStore handed,
      @Reference ProviderRevocationQueue revocations,
      @Reference ProviderRevocationTrigger aside,
      @Reference DomainEventPublisher events,
      @Reference VaultAudit audit,
      @Reference InstantSource clock) {
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
   * Revokes a grant, here and at the provider.
   *
   * @return whether it existed
   */
  public boolean revoke(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, AuditInitiator by) {
    audit.requireWritable();
    boolean ended = retried(tenant, grant, now -> removed(tenant, connection, now));
    if (ended) {
      aside.wake();
      events.publish(new DomainEvent(UNLINKED, tenant.id(), grant.id()));
      audit.recordChange(
          tenant, by, "connection.unlinked", connection, "A grant was revoked.", grant.recorded());
    }
    return ended;
  }

  /** Revokes all grants of a connection. */
  public void revokeAll(TenantContext tenant, VaultConnection connection, AuditInitiator by) {
    grants
        .findByConnection(tenant.id(), connection.id())
        .forEach(grant -> revoke(tenant, connection, grant, by));
  }

  /**
   * Revokes the access token of an agent that may not use it any more, here and at the provider.
   * The grant continues with a new token if the provider supports that. Has no effect if the grant
   * has a newer token already, for example by a concurrent revocation on another node.
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
          "The token that was delivered to an agent was revoked.",
          details);
    }
  }

  /** Revokes the access tokens of agents that may not use the connection any more. */
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

  /** Retries a step with the current grant, since a concurrent renewal changes it. */
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
