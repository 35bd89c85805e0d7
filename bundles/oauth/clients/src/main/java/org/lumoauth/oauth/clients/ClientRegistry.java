/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers and changes clients. A change applies to the next request; if a client is disabled,
 * deleted, restricted or assigned to another profile, its access tokens are revoked.
 */
@Component(service = ClientRegistry.class)
public final class ClientRegistry {

  private final ClientStore store;
  private final ClientCache memory;
  private final ClientDirectory all;
  private final IdGenerator identifiers;
  private final SecretProtectionService vault;
  private final TokenService tokens;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public ClientRegistry(
      @Reference ClientStore store,
      @Reference ClientCache memory,
      @Reference ClientDirectory all,
      @Reference IdGenerator identifiers,
      @Reference SecretProtectionService vault,
      @Reference TokenService tokens,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.all = all;
    this.identifiers = identifiers;
    this.vault = vault;
    this.tokens = tokens;
    this.events = events;
    this.log = log;
  }

  public Page<RegisteredClient> list(TenantContext tenant, PageRequest page) {
    return store.list(tenant.id(), page);
  }

  /**
   * Returns the client.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public RegisteredClient get(TenantContext tenant, String clientId) {
    return find(tenant, clientId).orElseThrow(ClientRegistry::unknown);
  }

  /** Returns the client; empty if no client has this id. */
  public Optional<RegisteredClient> find(TenantContext tenant, String clientId) {
    return store.find(tenant.id(), clientId).map(ClientStore.StoredClient::client);
  }

  /** Registers a client and generates a secret if it may authenticate with one. */
  public ClientWithSecret create(
      TenantContext tenant, RegisteredClientSettings settings, AuditInitiator by) {
    return register(tenant, identifiers.next("cli_"), settings, by);
  }

  /**
   * Registers a client with a given id. An id that a deleted client or agent had cannot be used
   * again, because the new client would get objects created for the deleted client or agent, such
   * as a pushed request.
   *
   * @throws ApiException 409 {@code duplicate_resource} if the id is or was in use
   */
  public ClientWithSecret create(
      TenantContext tenant, String clientId, RegisteredClientSettings settings, AuditInitiator by) {
    if (all.wasEverAssigned(tenant, clientId)) {
      throw ClientStore.taken();
    }
    return register(tenant, clientId, settings, by);
  }

  private ClientWithSecret register(
      TenantContext tenant, String clientId, RegisteredClientSettings settings, AuditInitiator by) {
    Optional<String> secret =
        settings.usesSecret() ? Optional.of(vault.newSecret()) : Optional.empty();
    RegisteredClient client;
    try {
      client =
          store.add(
              tenant.id(),
              clientId,
              settings.withDefaultName(clientId),
              secret.map(this::hash),
              people(by));
    } catch (DuplicateKeyException e) {
      throw ClientStore.taken();
    }
    changed(tenant, client.clientId());
    record(
        tenant,
        client,
        by.auditEvent("client.created", "A client was registered.")
            .withDetails(shown(client.settings())));
    return new ClientWithSecret(client, secret);
  }

  /**
   * Changes a client.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public RegisteredClient change(
      TenantContext tenant,
      String clientId,
      UnaryOperator<RegisteredClientSettings> change,
      AuditInitiator by) {
    var changed =
        store
            .change(
                tenant.id(),
                clientId,
                old -> change.apply(old).withDefaultName(clientId),
                people(by),
                (was, is) ->
                    narrowed(was, is)
                        ? tokenRevocation(tenant, List.of(clientId))
                        : events.prepare())
            .orElseThrow(ClientRegistry::unknown);
    RegisteredClientSettings before = changed.before();
    RegisteredClient client = changed.after();
    changed(tenant, clientId);
    if (narrowed(before, client.settings())) {
      tokens.revokeAll(tenant, client.subject());
      changed.told().publish();
    }
    record(
        tenant,
        client,
        by.auditEvent(action(before, client.settings()), "A client was changed.")
            .withDetails(Map.of("before", shown(before), "after", shown(client.settings()))));
    return client;
  }

  /** Prepares the event that revokes the access tokens of clients with reduced permissions. */
  public OutboxEvents tokenRevocation(TenantContext tenant, List<String> clientIds) {
    return events.prepare(
        clientIds.stream().map(id -> tokensOf(tenant, id).toEvent()).toArray(DomainEvent[]::new));
  }

  /** Applies a stored removal of a client's scope immediately. */
  public void lostScope(TenantContext tenant, String clientId) {
    changed(tenant, clientId);
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.CLIENT, clientId));
  }

  /**
   * Deletes a client and revokes its tokens.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String clientId, AuditInitiator by) {
    var client = get(tenant, clientId);
    var removed = events.prepare(changeOf(tenant, clientId), tokensOf(tenant, clientId).toEvent());
    if (!store.remove(tenant.id(), clientId, removed)) {
      throw unknown();
    }
    memory.invalidate(tenant.id(), clientId);
    tokens.revokeAll(tenant, client.subject());
    removed.publish();
    record(tenant, client, by.auditEvent("client.deleted", "A client was deleted."));
  }

  /**
   * Generates a new secret for a client.
   *
   * @param overlap how long the previous secret remains valid; zero invalidates it immediately
   * @throws ApiException 404 {@code resource_not_found}, 400 {@code invalid_request} for a public
   *     client
   */
  public String rotateSecret(
      TenantContext tenant, String clientId, Duration overlap, AuditInitiator by) {
    var client = get(tenant, clientId);
    if (!client.settings().confidential()) {
      throw ApiException.invalidRequest("A public client has no secret.");
    }
    String secret = vault.newSecret();
    if (!store.setSecret(tenant.id(), clientId, hash(secret), overlap, people(by))) {
      throw unknown();
    }
    changed(tenant, clientId);
    record(
        tenant,
        client,
        by.auditEvent("client.secret_rotated", "A client secret was rotated.")
            .withDetail("overlap_seconds", overlap.toSeconds()));
    return secret;
  }

  private void record(TenantContext tenant, RegisteredClient client, AuditEvent event) {
    log.record(
        tenant.id(), event.withTarget("client", client.clientId(), client.settings().name()));
  }

  /**
   * Returns the users who know the new credential; an administrator's API key is not a user and
   * approves nothing.
   */
  private static List<String> people(AuditInitiator by) {
    return Stream.concat(Stream.of(by.actor()), by.onBehalfOf().stream())
        .filter(party -> party.type().equals(SubjectRef.USER))
        .map(SubjectRef::id)
        .toList();
  }

  private void changed(TenantContext tenant, String clientId) {
    memory.invalidate(tenant.id(), clientId);
    events.publish(changeOf(tenant, clientId));
  }

  private static TokenRevocationEvent tokensOf(TenantContext tenant, String clientId) {
    return new TokenRevocationEvent(tenant.id(), new SubjectRef(SubjectRef.CLIENT, clientId));
  }

  private static DomainEvent changeOf(TenantContext tenant, String clientId) {
    return new DomainEvent(DomainEvent.CLIENT_CHANGED, tenant.id(), clientId);
  }

  private byte[] hash(String secret) {
    return vault.hash(RegisteredClientSource.PURPOSE, secret);
  }

  private static boolean narrowed(RegisteredClientSettings before, RegisteredClientSettings after) {
    return (before.active() && !after.active())
        || (before.confidential() != after.confidential())
        || !after.scopes().containsAll(before.scopes())
        || heldToAnotherProfile(before, after);
  }

  /** Existing tokens were not issued under the rules of the new profile. */
  private static boolean heldToAnotherProfile(
      RegisteredClientSettings before, RegisteredClientSettings after) {
    Object profile = after.metadata().get("profile");
    return profile != null && !profile.equals(before.metadata().get("profile"));
  }

  private static String action(RegisteredClientSettings before, RegisteredClientSettings after) {
    if (before.equals(after.withActive(before.active())) && before.active() != after.active()) {
      return after.active() ? "client.enabled" : "client.disabled";
    }
    return "client.updated";
  }

  private static Map<String, Object> shown(RegisteredClientSettings settings) {
    return Map.of(
        "name", settings.name(),
        "confidential", settings.confidential(),
        "active", settings.active(),
        "grant_types", settings.grantTypes(),
        "scopes", settings.scopes(),
        "redirect_uris", settings.redirectUris(),
        "token_endpoint_auth_methods", settings.authenticationMethods(),
        "require_pkce", settings.requiresPkce(),
        "metadata", settings.metadata());
  }

  private static ApiException unknown() {
    return ApiException.notFound("The client does not exist.");
  }
}
