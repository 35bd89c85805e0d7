/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.agents.vault.revocation.ProviderRevocationQueue;
import org.lumoauth.agents.vault.revocation.ProviderRevocationTrigger;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates grants. */
@Component(service = VaultGrantService.class)
public final class VaultGrantService {

  /** The event type of a linked user account; the id of the event is the id of the grant. */
  public static final String LINKED = "connection.linked";

  /**
   * The event type of a grant that a provider revoked; the id of the event is the id of the grant.
   */
  public static final String REVOKED = "connection.grant-revoked";

  private final VaultTransactionRunner unit;
  private final VaultGrantStore grants;
  private final VaultTokenRecipientStore handed;
  private final ConnectionStore connections;
  private final ProviderRevocationQueue revocations;
  private final ProviderRevocationTrigger aside;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final VaultAudit audit;
  private final InstantSource clock;

  @Activate
  public VaultGrantService(
      @Reference VaultTransactionRunner unit,
      @Reference VaultGrantStore grants,
      @Reference VaultTokenRecipientStore handed,
      @Reference ConnectionStore connections,
      @Reference ProviderRevocationQueue revocations,
      @Reference ProviderRevocationTrigger aside,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference VaultAudit audit,
      @Reference InstantSource clock) {
    this.unit = unit;
    this.grants = grants;
    this.handed = handed;
    this.connections = connections;
    this.revocations = revocations;
    this.aside = aside;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Stores a user's tokens from the provider and replaces the previous tokens. Those are not
   * revoked, because providers often treat both as one authorization.
   *
   * @throws ApiException 409 {@code conflict} if a concurrent request changed or deleted the
   *     connection; the new tokens are then revoked at the provider
   */
  public VaultGrant link(
      TenantContext tenant,
      VaultConnection connection,
      String userId,
      ProviderTokens tokens,
      AuditInitiator by) {
    audit.requireWritable();
    Optional<VaultGrant> made =
        unit.inTransaction(() -> replaced(tenant, connection, userId, tokens));
    if (made.isEmpty()) {
      aside.wake();
      throw new ApiException(
          409, "conflict", "The connection was changed concurrently. Start again.");
    }
    events.publish(new DomainEvent(LINKED, tenant.id(), made.get().id()));
    audit.recordChange(
        tenant,
        by,
        "connection.linked",
        connection,
        "A user linked an account.",
        made.get().recorded());
    return made.get();
  }

  /** Returns the tenant's own grant, which is created at the first request. */
  public VaultGrant findOrOpenMachineGrant(TenantContext tenant, VaultConnection connection) {
    return grants
        .find(tenant.id(), connection.id(), VaultGrant.MACHINE)
        .orElseGet(() -> opened(tenant, connection));
  }

  /** Stores that the provider revoked a grant. */
  public void recordProviderRevocation(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, String code) {
    if (!grants.markEnded(tenant.id(), grant)) {
      return;
    }
    handed.forget(tenant.id(), grant.id());
    events.publish(new DomainEvent(REVOKED, tenant.id(), grant.id()));
    Map<String, Object> details = new HashMap<>(grant.recorded());
    details.put("reasonCode", code);
    audit.recordChange(
        tenant,
        AuditInitiator.server("vault"),
        "connection.grant_revoked",
        connection,
        "The provider revoked a grant.",
        details);
  }

  private Optional<VaultGrant> replaced(
      TenantContext tenant, VaultConnection connection, String userId, ProviderTokens tokens) {
    if (!connections.lockIfUnchanged(tenant.id(), connection)) {
      revocations.enqueue(
          tenant, connection, new StoredGrantTokens(tokens.accessToken(), tokens.refreshToken()));
      return Optional.empty();
    }
    Instant now = clock.instant();
    grants
        .find(tenant.id(), connection.id(), userId)
        .ifPresent(
            old -> {
              grants.remove(tenant.id(), old);
              handed.forget(tenant.id(), old.id());
            });
    String id = identifiers.next("cgr_");
    grants.open(tenant.id(), id, connection.id(), userId, now);
    VaultGrant opened = grants.find(tenant.id(), id).orElseThrow();
    grants.renew(tenant.id(), opened, tokens, connection.spec().scopes(), now);
    return grants.find(tenant.id(), id);
  }

  private VaultGrant opened(TenantContext tenant, VaultConnection connection) {
    boolean held =
        unit.inTransaction(
            () -> {
              boolean same = connections.lockIfUnchanged(tenant.id(), connection);
              boolean absent =
                  grants.find(tenant.id(), connection.id(), VaultGrant.MACHINE).isEmpty();
              if (same && absent) {
                grants.open(
                    tenant.id(),
                    identifiers.next("cgr_"),
                    connection.id(),
                    VaultGrant.MACHINE,
                    clock.instant());
              }
              return same;
            });
    if (!held) {
      throw new ApiException(
          409, "conflict", "The connection was changed concurrently. Retry the request.");
    }
    return grants.find(tenant.id(), connection.id(), VaultGrant.MACHINE).orElseThrow();
  }
}
