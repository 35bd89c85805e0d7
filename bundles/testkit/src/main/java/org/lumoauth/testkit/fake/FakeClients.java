package org.lumoauth.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientSource;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;

/** Clients by tenant; also usable as one source. */
public final class FakeClients implements Clients, ClientSource {

  private record Key(String tenantId, String clientId) {}

  private record Entry(Client client, String secret) {}

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Key, Set<SubjectRef>> setters = new ConcurrentHashMap<>();
  private final Set<Key> gone = ConcurrentHashMap.newKeySet();

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return Optional.ofNullable(entries.get(new Key(tenant.id(), clientId))).map(Entry::client);
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    var entry = entries.get(new Key(tenant.id(), clientId));
    return entry != null
        && !entry.secret().isEmpty()
        && MessageDigest.isEqual(
            entry.secret().getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<SubjectRef> credentialsSetBy(TenantContext tenant, String clientId) {
    return setters.getOrDefault(new Key(tenant.id(), clientId), Set.of());
  }

  @Override
  public boolean everTaken(TenantContext tenant, String clientId) {
    var key = new Key(tenant.id(), clientId);
    return entries.containsKey(key) || gone.contains(key);
  }

  /** Removes a client, or says that there was one. */
  public FakeClients gone(TenantContext tenant, String clientId) {
    var key = new Key(tenant.id(), clientId);
    entries.remove(key);
    gone.add(key);
    return this;
  }

  /** Somebody set what a client authenticates by. */
  public FakeClients withCredentialOf(TenantContext tenant, String clientId, SubjectRef who) {
    setters.put(new Key(tenant.id(), clientId), Set.of(who));
    return this;
  }

  /** Adds a client with a secret. */
  public FakeClients with(TenantContext tenant, Client client, String secret) {
    entries.put(new Key(tenant.id(), client.clientId()), new Entry(client, secret));
    return this;
  }

  /** Adds a client without a secret. */
  public FakeClients with(TenantContext tenant, Client client) {
    return with(tenant, client, "");
  }
}
