/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.OutboundUrlPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers, changes and deletes connections. If a change points a connection to another provider
 * or client, its secret and grants are removed, so that moving an endpoint cannot expose them. If a
 * change requires another capability of agents, the grants are removed, because users consented
 * only for agents with the previous capability.
 */
@Component(service = ConnectionRegistry.class)
public final class ConnectionRegistry {

  /**
   * The event type of a registered, changed or deleted connection; the id of the event is the id of
   * the connection.
   */
  public static final String CHANGED = "connection.changed";

  /**
   * Maximum number of connections of a tenant, since lists are read as a whole. Concurrent requests
   * may exceed it by a few, which does no harm.
   */
  static final int MAX_CONNECTIONS = 200;

  private static final int MAX_SECRET = 1_000;

  private final ConnectionStore store;
  private final VaultGrantRevocationService grants;
  private final OutboundHttpClient http;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final VaultAudit audit;

  @Activate
  public ConnectionRegistry(
      @Reference ConnectionStore store,
      @Reference VaultGrantRevocationService grants,
      @Reference OutboundHttpClient http,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference VaultAudit audit) {
    this.store = store;
    this.grants = grants;
    this.http = http;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = audit;
  }

  /** Returns all connections of the tenant in the order of their registration. */
  public List<VaultConnection> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * Returns the connection with this id.
   *
   * @throws ApiException 404 {@code connection_not_found}
   */
  public VaultConnection get(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(ConnectionRegistry::unknown);
  }

  /**
   * Registers a connection.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public VaultConnection create(TenantContext tenant, Map<String, Object> body, AuditInitiator by) {
    var spec = ConnectionRequestBodyParser.read(body);
    requireAllowed("token_endpoint", Optional.of(spec.tokenEndpoint()), Optional.empty());
    requireAllowed("revocation_endpoint", spec.revocationEndpoint(), Optional.empty());
    var secret = secret(body).filter(text -> !text.isEmpty());
    requireSecret(spec, secret.isPresent());
    if (store.all(tenant.id()).size() >= MAX_CONNECTIONS) {
      throw ApiException.invalid(
          "name", "A tenant can have at most " + MAX_CONNECTIONS + " connections.");
    }
    audit.requireWritable();
    var made = store.add(tenant.id(), identifiers.next("con_"), spec, secret, Instant.now());
    changed(tenant, made);
    audit.recordChange(
        tenant,
        by,
        "connection.created",
        made,
        "A connection was registered.",
        Map.of("newValue", ConnectionRequestBodyParser.of(spec)));
    return made;
  }

  /**
   * Changes the members of a connection that the body contains.
   *
   * @throws ApiException 404 {@code connection_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public VaultConnection change(
      TenantContext tenant, String id, Map<String, Object> body, AuditInitiator by) {
    VaultConnection was = get(tenant, id);
    var spec = ConnectionRequestBodyParser.changed(was.spec(), body);
    var before = was.spec();
    requireAllowed(
        "token_endpoint", Optional.of(spec.tokenEndpoint()), Optional.of(before.tokenEndpoint()));
    requireAllowed("revocation_endpoint", spec.revocationEndpoint(), before.revocationEndpoint());
    boolean sameParty = spec.sameParty(before);
    Optional<String> secret =
        body.containsKey(ConnectionRequestBodyParser.SECRET)
            ? secret(body).filter(text -> !text.isEmpty())
            : sameParty ? store.findSecret(tenant.id(), was) : Optional.empty();
    requireSecret(spec, secret.isPresent());
    audit.requireWritable();
    VaultConnection current = spec.sameTerms(before) ? was : emptied(tenant, was, by);
    if (!store.replace(tenant.id(), current, spec, secret, Instant.now())) {
      throw conflict();
    }
    VaultConnection now = get(tenant, id);
    grants.revokeDisallowed(tenant, now);
    changed(tenant, now);
    audit.recordChange(
        tenant,
        by,
        "connection.updated",
        now,
        "A connection was changed.",
        Map.of(
            "oldValue",
            ConnectionRequestBodyParser.of(was.spec()),
            "newValue",
            ConnectionRequestBodyParser.of(spec)));
    return now;
  }

  /**
   * Deletes a connection and revokes its grants.
   *
   * @throws ApiException 404 {@code connection_not_found}
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    VaultConnection connection = get(tenant, id);
    audit.requireWritable();
    emptied(tenant, connection, by);
    store.remove(tenant.id(), id);
    changed(tenant, connection);
    audit.recordChange(
        tenant,
        by,
        "connection.deleted",
        connection,
        "A connection was deleted.",
        Map.of("oldValue", ConnectionRequestBodyParser.of(connection.spec())));
  }

  /**
   * Revokes all grants of a connection, with its current endpoints and secret. New links are
   * prevented: the connection is disabled first, and a request that read it before fails with a
   * conflict.
   */
  private VaultConnection emptied(TenantContext tenant, VaultConnection was, AuditInitiator by) {
    var secret = store.findSecret(tenant.id(), was);
    if (!store.replace(tenant.id(), was, was.spec().disabled(), secret, Instant.now())) {
      throw conflict();
    }
    VaultConnection disabled = get(tenant, was.id());
    grants.revokeAll(tenant, disabled, by);
    return disabled;
  }

  /**
   * Refuses an address that the server may not call, unless it is unchanged: a connection can be
   * disabled even if its addresses are not allowed any more.
   */
  private void requireAllowed(String name, Optional<URI> now, Optional<URI> before) {
    if (!now.equals(before)) {
      now.ifPresent(address -> OutboundUrlPolicy.require(http, name, address));
    }
  }

  private void changed(TenantContext tenant, VaultConnection connection) {
    events.publish(new DomainEvent(CHANGED, tenant.id(), connection.id()));
  }

  private static Optional<String> secret(Map<String, Object> body) {
    Object sent = body.get(ConnectionRequestBodyParser.SECRET);
    if (sent == null) {
      return Optional.empty();
    }
    if (sent instanceof String text && text.length() <= MAX_SECRET) {
      return Optional.of(text);
    }
    throw ApiException.invalid(
        ConnectionRequestBodyParser.SECRET,
        "`client_secret` must be a string of at most " + MAX_SECRET + " characters.");
  }

  private static void requireSecret(VaultConnectionDefinition spec, boolean there) {
    boolean needed = !spec.clientAuthentication().equals(VaultConnectionDefinition.NONE);
    if (needed && !there) {
      throw ApiException.invalid(
          ConnectionRequestBodyParser.SECRET,
          "`client_secret` is required, also when the endpoints or the client change.");
    }
    if (!needed && there) {
      throw ApiException.invalid(
          ConnectionRequestBodyParser.SECRET,
          "`client_secret` must be absent if `token_endpoint_auth_method` is none.");
    }
  }

  private static ApiException conflict() {
    return new ApiException(
        409, "conflict", "The connection was changed concurrently. Read it again and retry.");
  }

  private static ApiException unknown() {
    return new ApiException(404, "connection_not_found", "The connection was not found.");
  }
}
