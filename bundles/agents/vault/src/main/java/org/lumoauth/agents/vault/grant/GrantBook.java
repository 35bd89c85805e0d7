package org.lumoauth.agents.vault.grant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultUnit;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.provider.Tokens;
import org.lumoauth.agents.vault.revocation.Aside;
import org.lumoauth.agents.vault.revocation.Revocations;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where grants begin. */
@Component(service = GrantBook.class)
public final class GrantBook {

  /** A user linked their account; the event's id is the grant's. */
  public static final String LINKED = "connection.linked";

  /** A provider ended a grant; the event's id is the grant's. */
  public static final String REVOKED = "connection.grant-revoked";

  private final VaultUnit unit;
  private final GrantStore grants;
  private final HandedStore handed;
  private final ConnectionStore connections;
  private final Revocations revocations;
  private final Aside aside;
  private final Identifiers identifiers;
  private final DomainEvents events;
  private final VaultAudit audit;
  private final InstantSource clock;

  @Activate
  public GrantBook(
      @Reference VaultUnit unit,
      @Reference GrantStore grants,
      @Reference HandedStore handed,
      @Reference ConnectionStore connections,
      @Reference Revocations revocations,
      @Reference Aside aside,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events,
      @Reference VaultAudit audit) {
    this(
        unit,
        grants,
        handed,
        connections,
        revocations,
        aside,
        identifiers,
        events,
        audit,
        InstantSource.system());
  }

  /** One that goes by this clock. */
  public GrantBook(
      VaultUnit unit,
      GrantStore grants,
      HandedStore handed,
      ConnectionStore connections,
      Revocations revocations,
      Aside aside,
      Identifiers identifiers,
      DomainEvents events,
      VaultAudit audit,
      InstantSource clock) {
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
   * Keeps what a provider gave for a user, in the place of what there was. That is not revoked: at
   * the provider it is often the same authorization.
   *
   * @throws Problem 409 {@code conflict} if the connection was changed or removed meanwhile; the
   *     provider is told to forget the tokens then
   */
  public Grant link(
      TenantContext tenant, Connection connection, String userId, Tokens tokens, Initiator by) {
    audit.requireWritable();
    Optional<Grant> made = unit.together(() -> replaced(tenant, connection, userId, tokens));
    if (made.isEmpty()) {
      aside.wake();
      throw new Problem(409, "conflict", "The connection was changed meanwhile; try again.");
    }
    events.publish(new DomainEvent(LINKED, tenant.id(), made.get().id()));
    audit.done(
        tenant,
        by,
        "connection.linked",
        connection,
        "A user linked their account.",
        made.get().recorded());
    return made.get();
  }

  /** The organization's own grant, which is opened when it is first asked for. */
  public Grant machine(TenantContext tenant, Connection connection) {
    return grants
        .find(tenant.id(), connection.id(), Grant.MACHINE)
        .orElseGet(() -> opened(tenant, connection));
  }

  /** Keeps in mind that the provider ended a grant. */
  public void endedByProvider(
      TenantContext tenant, Connection connection, Grant grant, String code) {
    if (!grants.ended(tenant.id(), grant)) {
      return;
    }
    handed.forget(tenant.id(), grant.id());
    events.publish(new DomainEvent(REVOKED, tenant.id(), grant.id()));
    Map<String, Object> details = new HashMap<>(grant.recorded());
    details.put("reasonCode", code);
    audit.done(
        tenant,
        Initiator.server("vault"),
        "connection.grant_revoked",
        connection,
        "The provider ended a grant.",
        details);
  }

  private Optional<Grant> replaced(
      TenantContext tenant, Connection connection, String userId, Tokens tokens) {
    if (!connections.hold(tenant.id(), connection)) {
      revocations.end(
          tenant, connection, new KeptTokens(tokens.accessToken(), tokens.refreshToken()));
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
    Grant opened = grants.find(tenant.id(), id).orElseThrow();
    grants.renew(tenant.id(), opened, tokens, connection.spec().scopes(), now);
    return grants.find(tenant.id(), id);
  }

  private Grant opened(TenantContext tenant, Connection connection) {
    boolean held =
        unit.together(
            () -> {
              boolean same = connections.hold(tenant.id(), connection);
              boolean absent = grants.find(tenant.id(), connection.id(), Grant.MACHINE).isEmpty();
              if (same && absent) {
                grants.open(
                    tenant.id(),
                    identifiers.next("cgr_"),
                    connection.id(),
                    Grant.MACHINE,
                    clock.instant());
              }
              return same;
            });
    if (!held) {
      throw new Problem(409, "conflict", "The connection was changed meanwhile; try again.");
    }
    return grants.find(tenant.id(), connection.id(), Grant.MACHINE).orElseThrow();
  }
}
