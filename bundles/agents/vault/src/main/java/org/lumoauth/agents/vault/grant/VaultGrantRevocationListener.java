/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.time.Instant;
import java.util.Set;
import org.lumoauth.agents.vault.AgentAndDelegationLookup;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultTokenRecipientStore.DeliveredToken;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes grants and tokens of disabled or deleted subjects. For a user, it revokes their grants;
 * for an agent, the tokens that were delivered to it and, after a deletion, the grants of
 * connections for this agent alone; for a delegation, the user's token that was delivered to the
 * agent.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-vault-ends",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.DELEGATION_REVOKED
    })
public final class VaultGrantRevocationListener implements DomainEventListener {

  private static final AuditInitiator SERVER = AuditInitiator.server("vault");

  private final VaultGrantStore grants;
  private final VaultGrantRevocationService end;
  private final VaultTokenRecipientStore handed;
  private final ConnectionStore connections;
  private final AgentAndDelegationLookup neighbours;
  private final TenantRegistry tenants;

  @Activate
  public VaultGrantRevocationListener(
      @Reference VaultGrantStore grants,
      @Reference VaultGrantRevocationService end,
      @Reference VaultTokenRecipientStore handed,
      @Reference ConnectionStore connections,
      @Reference AgentAndDelegationLookup neighbours,
      @Reference TenantRegistry tenants) {
    this.grants = grants;
    this.end = end;
    this.handed = handed;
    this.connections = connections;
    this.neighbours = neighbours;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    on(event, Instant.MAX);
  }

  /**
   * Handles a missed event: the subject may be active again, so tokens that were delivered later
   * remain valid.
   */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    on(event, event.type().equals(DomainEvent.SUBJECT_DELETED) ? Instant.MAX : when);
  }

  /**
   * Handles an event.
   *
   * @param event the event
   * @param until tokens that were delivered after this time remain valid
   */
  private void on(DomainEvent event, Instant until) {
    switch (event.type()) {
      case DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          tenants.findById(event.tenantId()).ifPresent(tenant -> stopped(tenant, event, until));
      case DomainEvent.DELEGATION_REVOKED ->
          tenants.findById(event.tenantId()).ifPresent(this::withdraw);
      default -> {
        // other events have no effect on grants
      }
    }
  }

  private void stopped(TenantContext tenant, DomainEvent event, Instant until) {
    for (VaultGrant grant : grants.findByHolder(tenant.id(), event.id())) {
      connections
          .find(tenant.id(), grant.connectionId())
          .filter(connection -> !grant.createdAt().isAfter(until))
          .ifPresent(connection -> end.revoke(tenant, connection, grant, SERVER));
    }
    handed.findByAgent(tenant.id(), event.id()).stream()
        .filter(token -> !token.issuedAt().isAfter(until))
        .forEach(token -> cut(tenant, token));
    if (event.type().equals(DomainEvent.SUBJECT_DELETED) && event.id().startsWith("agt_")) {
      connections.all(tenant.id()).stream()
          .filter(connection -> connection.spec().agentIds().equals(Set.of(event.id())))
          .forEach(connection -> end.revokeAll(tenant, connection, SERVER));
    }
  }

  /**
   * Finds and revokes the tokens without a valid delegation, because the event does not identify
   * the delegation.
   */
  private void withdraw(TenantContext tenant) {
    for (DeliveredToken token : handed.findOfUsers(tenant.id())) {
      connections
          .find(tenant.id(), token.connectionId())
          .filter(connection -> !stands(tenant, token, connection))
          .ifPresent(connection -> cut(tenant, token));
    }
  }

  private boolean stands(TenantContext tenant, DeliveredToken token, VaultConnection connection) {
    return neighbours.isDelegated(
        tenant, token.holder(), token.agentId(), connection.spec().capability());
  }

  private void cut(TenantContext tenant, DeliveredToken token) {
    connections
        .find(tenant.id(), token.connectionId())
        .ifPresent(connection -> end.revokeDelivered(tenant, connection, token));
  }
}
