package org.lumoauth.agents.vault.grant;

import java.time.Instant;
import java.util.Set;
import org.lumoauth.agents.vault.Neighbours;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.HandedStore.Handed;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends what hangs on somebody. With a user who is stopped or gone end their grants; with an agent
 * the tokens that it has, and the grants of connections that were for it alone when it is gone;
 * with a delegation the token of the user that its agent has.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-vault-ends",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=delegation.revoked"
    })
public final class GrantEnds implements DomainEventListener {

  private static final Initiator SERVER = Initiator.server("vault");

  private final GrantStore grants;
  private final GrantEnd end;
  private final HandedStore handed;
  private final ConnectionStore connections;
  private final Neighbours neighbours;
  private final TenantRegistry tenants;

  @Activate
  public GrantEnds(
      @Reference GrantStore grants,
      @Reference GrantEnd end,
      @Reference HandedStore handed,
      @Reference ConnectionStore connections,
      @Reference Neighbours neighbours,
      @Reference TenantRegistry tenants) {
    this.grants = grants;
    this.end = end;
    this.handed = handed;
    this.connections = connections;
    this.neighbours = neighbours;
    this.tenants = tenants;
  }

  @Override
  public void on(DomainEvent event) {
    on(event, Instant.MAX);
  }

  /** Whoever was stopped may act again: what they were given since stays. */
  @Override
  public void onLate(DomainEvent event, Instant when) {
    on(event, event.type().equals("subject.deleted") ? Instant.MAX : when);
  }

  /**
   * @param until what was given after that is not concerned
   */
  private void on(DomainEvent event, Instant until) {
    switch (event.type()) {
      case "subject.disabled", "subject.deleted" ->
          tenants.byId(event.tenantId()).ifPresent(tenant -> stopped(tenant, event, until));
      case "delegation.revoked" -> tenants.byId(event.tenantId()).ifPresent(this::withdraw);
      default -> {
        // of no concern here
      }
    }
  }

  private void stopped(TenantContext tenant, DomainEvent event, Instant until) {
    for (Grant grant : grants.ofHolder(tenant.id(), event.id())) {
      connections
          .find(tenant.id(), grant.connectionId())
          .filter(connection -> !grant.createdAt().isAfter(until))
          .ifPresent(connection -> end.end(tenant, connection, grant, SERVER));
    }
    handed.ofAgent(tenant.id(), event.id()).stream()
        .filter(token -> !token.issuedAt().isAfter(until))
        .forEach(token -> cut(tenant, token));
    if (event.type().equals("subject.deleted") && event.id().startsWith("agt_")) {
      connections.all(tenant.id()).stream()
          .filter(connection -> connection.spec().agentIds().equals(Set.of(event.id())))
          .forEach(connection -> end.endAll(tenant, connection, SERVER));
    }
  }

  /** Which delegation that was is not told; what stands no more is found. */
  private void withdraw(TenantContext tenant) {
    for (Handed token : handed.ofUsers(tenant.id())) {
      connections
          .find(tenant.id(), token.connectionId())
          .filter(connection -> !stands(tenant, token, connection))
          .ifPresent(connection -> cut(tenant, token));
    }
  }

  private boolean stands(TenantContext tenant, Handed token, Connection connection) {
    return neighbours.delegated(
        tenant, token.holder(), token.agentId(), connection.spec().capability());
  }

  private void cut(TenantContext tenant, Handed token) {
    connections
        .find(tenant.id(), token.connectionId())
        .ifPresent(connection -> end.cut(tenant, connection, token));
  }
}
