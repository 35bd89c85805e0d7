package org.lumoauth.agents.vault.grant;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultUnit;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.HandedStore.Handed;
import org.lumoauth.agents.vault.revocation.Aside;
import org.lumoauth.agents.vault.revocation.Revocations;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where grants and their tokens end. What ends here is told to the provider as well. */
@Component(service = GrantEnd.class)
public final class GrantEnd {

  /** A grant has ended here; the event's id is the grant's. */
  public static final String UNLINKED = "connection.unlinked";

  private static final int ATTEMPTS = 5;

  private final VaultUnit unit;
  private final GrantStore grants;
  private final HandedStore handed;
  private final Revocations revocations;
  private final Aside aside;
  private final DomainEvents events;
  private final VaultAudit audit;
  private final InstantSource clock;

  @Activate
  public GrantEnd(
      @Reference VaultUnit unit,
      @Reference GrantStore grants,
      @Reference HandedStore handed,
      @Reference Revocations revocations,
      @Reference Aside aside,
      @Reference DomainEvents events,
      @Reference VaultAudit audit) {
    this(unit, grants, handed, revocations, aside, events, audit, InstantSource.system());
  }

  /** One that goes by this clock. */
  public GrantEnd(
      VaultUnit unit,
      GrantStore grants,
      HandedStore handed,
      Revocations revocations,
      Aside aside,
      DomainEvents events,
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
  public boolean end(TenantContext tenant, Connection connection, Grant grant, Initiator by) {
    audit.requireWritable();
    boolean ended = retried(tenant, grant, now -> removed(tenant, connection, now));
    if (ended) {
      aside.wake();
      events.publish(new DomainEvent(UNLINKED, tenant.id(), grant.id()));
      audit.done(tenant, by, "connection.unlinked", connection, "A grant ended.", grant.recorded());
    }
    return ended;
  }

  /** Ends all grants of a connection. */
  public void endAll(TenantContext tenant, Connection connection, Initiator by) {
    grants
        .ofConnection(tenant.id(), connection.id())
        .forEach(grant -> end(tenant, connection, grant, by));
  }

  /**
   * Ends the access token that an agent has and may not use any more, here and at the provider. The
   * grant goes on with a new one, if the provider lets it. Nothing happens where it has a new one
   * already: on another node, as for the same reason.
   */
  void cut(TenantContext tenant, Connection connection, Handed token) {
    Optional<Grant> cut =
        grants
            .find(tenant.id(), token.grantId())
            .filter(grant -> grant.version() == token.version())
            .filter(grant -> unit.together(() -> expired(tenant, connection, grant)));
    if (cut.isPresent()) {
      aside.wake();
      Map<String, Object> details = new HashMap<>(cut.get().recorded());
      details.put("agent", token.agentId());
      audit.done(
          tenant,
          Initiator.server("vault"),
          "connection.token_withdrawn",
          connection,
          "The token that an agent had ended.",
          details);
    }
  }

  /** Ends the access tokens of those agents that the connection is not for any more. */
  public void withdraw(TenantContext tenant, Connection connection) {
    var spec = connection.spec();
    handed.ofConnection(tenant.id(), connection.id()).stream()
        .filter(token -> !spec.enabled() || !spec.isFor(token.agentId()))
        .forEach(token -> cut(tenant, connection, token));
  }

  private boolean removed(TenantContext tenant, Connection connection, Grant grant) {
    Optional<KeptTokens> tokens = grants.tokens(tenant.id(), grant);
    if (!grants.remove(tenant.id(), grant)) {
      return false;
    }
    handed.forget(tenant.id(), grant.id());
    tokens.ifPresent(kept -> revocations.end(tenant, connection, kept));
    return true;
  }

  private boolean expired(TenantContext tenant, Connection connection, Grant grant) {
    Optional<KeptTokens> tokens = grants.tokens(tenant.id(), grant);
    if (tokens.isEmpty() || !grants.expire(tenant.id(), grant, clock.instant())) {
      return false;
    }
    handed.forget(tenant.id(), grant.id());
    revocations.endAccess(tenant, connection, tokens.get());
    return true;
  }

  private interface Step {
    boolean take(Grant grant);
  }

  /** A grant may be renewed just now: then again, with what it is after that. */
  private boolean retried(TenantContext tenant, Grant grant, Step step) {
    BooleanSupplier once =
        () ->
            grants
                .find(tenant.id(), grant.id())
                .map(now -> unit.together(() -> step.take(now)))
                .orElse(false);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      if (once.getAsBoolean()) {
        return true;
      }
    }
    return once.getAsBoolean();
  }
}
