package org.lumoauth.agents.vault.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.grant.GrantEnd;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.KeptAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers, changes and removes connections. One that leads to another party, or as another
 * client, takes neither the secret nor the grants along: nobody gets at them by moving an endpoint.
 * One that is for agents of another capability takes no grants along: nobody let those have them.
 */
@Component(service = ConnectionRegistry.class)
public final class ConnectionRegistry {

  /** A connection was registered, changed or removed; the event's id is its id. */
  public static final String CHANGED = "connection.changed";

  /**
   * How many a tenant may have: lists of them are read whole. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_CONNECTIONS = 200;

  private static final int MAX_SECRET = 1_000;

  private final ConnectionStore store;
  private final GrantEnd grants;
  private final OutboundHttp http;
  private final Identifiers identifiers;
  private final DomainEvents events;
  private final VaultAudit audit;

  @Activate
  public ConnectionRegistry(
      @Reference ConnectionStore store,
      @Reference GrantEnd grants,
      @Reference OutboundHttp http,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events,
      @Reference VaultAudit audit) {
    this.store = store;
    this.grants = grants;
    this.http = http;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = audit;
  }

  /** All connections of the tenant in the order in which they were registered. */
  public List<Connection> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * The connection with this id.
   *
   * @throws Problem 404 {@code connection_not_found}
   */
  public Connection get(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(ConnectionRegistry::unknown);
  }

  /**
   * Registers a connection.
   *
   * @throws Problem 422 {@code validation_error}
   */
  public Connection create(TenantContext tenant, Map<String, Object> body, Initiator by) {
    var spec = ConnectionForm.read(body);
    requireAllowed("token_endpoint", Optional.of(spec.tokenEndpoint()), Optional.empty());
    requireAllowed("revocation_endpoint", spec.revocationEndpoint(), Optional.empty());
    var secret = secret(body).filter(text -> !text.isEmpty());
    requireSecret(spec, secret.isPresent());
    if (store.all(tenant.id()).size() >= MAX_CONNECTIONS) {
      throw Problem.invalid("name", "There may be " + MAX_CONNECTIONS + " connections at most.");
    }
    audit.requireWritable();
    var made = store.add(tenant.id(), identifiers.next("con_"), spec, secret, Instant.now());
    changed(tenant, made);
    audit.done(
        tenant,
        by,
        "connection.created",
        made,
        "A connection was registered.",
        Map.of("newValue", ConnectionForm.of(spec)));
    return made;
  }

  /**
   * Changes what a body names of a connection.
   *
   * @throws Problem 404 {@code connection_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public Connection change(
      TenantContext tenant, String id, Map<String, Object> body, Initiator by) {
    Connection was = get(tenant, id);
    var spec = ConnectionForm.changed(was.spec(), body);
    var before = was.spec();
    requireAllowed(
        "token_endpoint", Optional.of(spec.tokenEndpoint()), Optional.of(before.tokenEndpoint()));
    requireAllowed("revocation_endpoint", spec.revocationEndpoint(), before.revocationEndpoint());
    boolean sameParty = spec.sameParty(before);
    Optional<String> secret =
        body.containsKey(ConnectionForm.SECRET)
            ? secret(body).filter(text -> !text.isEmpty())
            : sameParty ? store.secret(tenant.id(), was) : Optional.empty();
    requireSecret(spec, secret.isPresent());
    audit.requireWritable();
    Connection current = spec.sameTerms(before) ? was : emptied(tenant, was, by);
    if (!store.replace(tenant.id(), current, spec, secret, Instant.now())) {
      throw conflict();
    }
    Connection now = get(tenant, id);
    grants.withdraw(tenant, now);
    changed(tenant, now);
    audit.done(
        tenant,
        by,
        "connection.updated",
        now,
        "A connection was changed.",
        Map.of("oldValue", ConnectionForm.of(was.spec()), "newValue", ConnectionForm.of(spec)));
    return now;
  }

  /**
   * Removes a connection and ends its grants.
   *
   * @throws Problem 404 {@code connection_not_found}
   */
  public void delete(TenantContext tenant, String id, Initiator by) {
    Connection connection = get(tenant, id);
    audit.requireWritable();
    emptied(tenant, connection, by);
    store.remove(tenant.id(), id);
    changed(tenant, connection);
    audit.done(
        tenant,
        by,
        "connection.deleted",
        connection,
        "A connection was removed.",
        Map.of("oldValue", ConnectionForm.of(connection.spec())));
  }

  /**
   * Ends all grants of a connection, by the endpoints and the secret that it has still. Nobody
   * links anything meanwhile: it is disabled first, and whoever read it before finds it changed.
   */
  private Connection emptied(TenantContext tenant, Connection was, Initiator by) {
    var secret = store.secret(tenant.id(), was);
    if (!store.replace(tenant.id(), was, was.spec().disabled(), secret, Instant.now())) {
      throw conflict();
    }
    Connection disabled = get(tenant, was.id());
    grants.endAll(tenant, disabled, by);
    return disabled;
  }

  /**
   * Refuses an address that we may not ask, unless it was there before: a connection can be
   * disabled whatever became of its addresses.
   */
  private void requireAllowed(String name, Optional<URI> now, Optional<URI> before) {
    if (!now.equals(before)) {
      now.ifPresent(address -> KeptAddress.require(http, name, address));
    }
  }

  private void changed(TenantContext tenant, Connection connection) {
    events.publish(new DomainEvent(CHANGED, tenant.id(), connection.id()));
  }

  private static Optional<String> secret(Map<String, Object> body) {
    Object sent = body.get(ConnectionForm.SECRET);
    if (sent == null) {
      return Optional.empty();
    }
    if (sent instanceof String text && text.length() <= MAX_SECRET) {
      return Optional.of(text);
    }
    throw Problem.invalid(
        ConnectionForm.SECRET, "client_secret is text of at most " + MAX_SECRET + " characters.");
  }

  private static void requireSecret(ConnectionSpec spec, boolean there) {
    boolean needed = !spec.clientAuthentication().equals(ConnectionSpec.NONE);
    if (needed && !there) {
      throw Problem.invalid(
          ConnectionForm.SECRET,
          "client_secret is needed, and again where the endpoints or the client change.");
    }
    if (!needed && there) {
      throw Problem.invalid(
          ConnectionForm.SECRET, "A client that does not authenticate has no client_secret.");
    }
  }

  private static Problem conflict() {
    return new Problem(409, "conflict", "Somebody changed the connection meanwhile; try again.");
  }

  private static Problem unknown() {
    return new Problem(404, "connection_not_found", "There is no such connection.");
  }
}
