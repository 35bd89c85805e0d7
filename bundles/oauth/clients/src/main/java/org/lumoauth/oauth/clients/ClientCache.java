/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches clients, including unknown ids: an unknown client is rejected as fast as an existing
 * client. A change on this node or, by an event, on another node is visible to the next lookup.
 */
@Component(
    service = {ClientCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-clients"})
public final class ClientCache implements DomainEventListener {

  private static final long MAX_CLIENTS = 50_000;

  private record ClientCacheKey(String tenantId, String clientId) {}

  /** A client with its representation for the OAuth endpoints, created once. */
  private record CachedClient(ClientStore.StoredClient stored, Client client) {
    static CachedClient of(ClientStore.StoredClient stored) {
      return new CachedClient(stored, stored.client().asClient());
    }
  }

  private final ClientStore store;
  private final Cache<ClientCacheKey, Optional<CachedClient>> clients =
      MeasuredCacheFactory.build(
          "oauth-clients.clients",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_CLIENTS)
              .expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public ClientCache(@Reference ClientStore store) {
    this.store = store;
  }

  /** Returns the client with this id, as stored. */
  Optional<ClientStore.StoredClient> find(String tenantId, String clientId) {
    return known(tenantId, clientId).map(CachedClient::stored);
  }

  /** Returns the client with this id, for the OAuth endpoints. */
  Optional<Client> client(String tenantId, String clientId) {
    return known(tenantId, clientId).map(CachedClient::client);
  }

  /** An id without the format of registered clients is neither looked up nor cached. */
  private Optional<CachedClient> known(String tenantId, String clientId) {
    var key = new ClientCacheKey(tenantId, clientId);
    Optional<CachedClient> known = clients.getIfPresent(key);
    if (known != null) {
      return known;
    }
    if (!ClientIdFormat.matches(clientId)) {
      return Optional.empty();
    }
    return clients.get(key, of -> store.find(of.tenantId(), of.clientId()).map(CachedClient::of));
  }

  /** Returns whether a client has or had this id; rarely called, so it is not cached. */
  boolean wasEverAssigned(String tenantId, String clientId) {
    return ClientIdFormat.matches(clientId) && store.wasEverAssigned(tenantId, clientId);
  }

  void invalidate(String tenantId, String clientId) {
    clients.invalidate(new ClientCacheKey(tenantId, clientId));
  }

  private void invalidate(String tenantId) {
    clients.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case DomainEvent.CLIENT_CHANGED -> invalidate(event.tenantId(), event.id());
      case DomainEvent.TENANT_CHANGED -> invalidate(event.tenantId()); // maybe deleted
      default -> {
        return;
      }
    }
  }
}
