package org.lumoauth.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Clients in memory, those that do not exist too: an unknown client is refused as fast as a known
 * one. A change on this node or, by event, on another is seen by the next question.
 */
@Component(
    service = {ClientMemory.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=oauth-clients"})
public final class ClientMemory implements DomainEventListener {

  static final String CHANGED = "client.changed";
  private static final long MAX_CLIENTS = 50_000;

  private record Key(String tenantId, String clientId) {}

  /** A client, and what it is to the OAuth endpoints, made once. */
  private record Known(ClientStore.Stored stored, Client client) {
    static Known of(ClientStore.Stored stored) {
      return new Known(stored, stored.client().asClient());
    }
  }

  private final ClientStore store;
  private final Cache<Key, Optional<Known>> clients =
      MeasuredCache.build(
          "oauth-clients.clients",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_CLIENTS)
              .expireAfterWrite(Duration.ofMinutes(10)));

  @Activate
  public ClientMemory(@Reference ClientStore store) {
    this.store = store;
  }

  /** The client with this id, as it is kept. */
  Optional<ClientStore.Stored> find(String tenantId, String clientId) {
    return known(tenantId, clientId).map(Known::stored);
  }

  /** The client with this id, as the OAuth endpoints know it. */
  Optional<Client> client(String tenantId, String clientId) {
    return known(tenantId, clientId).map(Known::client);
  }

  /** What has not the shape of our ids is neither looked up nor kept. */
  private Optional<Known> known(String tenantId, String clientId) {
    var key = new Key(tenantId, clientId);
    Optional<Known> known = clients.getIfPresent(key);
    if (known != null) {
      return known;
    }
    if (!ClientIdShape.fits(clientId)) {
      return Optional.empty();
    }
    return clients.get(key, of -> store.find(of.tenantId(), of.clientId()).map(Known::of));
  }

  /** Whether a client has this id or had it; asked so rarely that it is not kept. */
  boolean everTaken(String tenantId, String clientId) {
    return ClientIdShape.fits(clientId) && store.everTaken(tenantId, clientId);
  }

  void forget(String tenantId, String clientId) {
    clients.invalidate(new Key(tenantId, clientId));
  }

  void forget(String tenantId) {
    clients.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      forget(event.tenantId(), event.id());
    }
  }
}
