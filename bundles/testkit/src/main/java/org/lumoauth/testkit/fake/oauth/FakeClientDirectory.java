/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;

/** Clients by tenant; can also be used as one source. */
public final class FakeClientDirectory implements ClientDirectory, ClientSource {

  private record FakeClientKey(String tenantId, String clientId) {}

  private record FakeClientEntry(Client client, String secret) {}

  private final Map<FakeClientKey, FakeClientEntry> entries = new ConcurrentHashMap<>();
  private final Map<FakeClientKey, Set<SubjectRef>> setters = new ConcurrentHashMap<>();
  private final Set<FakeClientKey> gone = ConcurrentHashMap.newKeySet();

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return Optional.ofNullable(entries.get(new FakeClientKey(tenant.id(), clientId)))
        .map(FakeClientEntry::client);
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    var entry = entries.get(new FakeClientKey(tenant.id(), clientId));
    return entry != null
        && !entry.secret().isEmpty()
        && MessageDigest.isEqual(
            entry.secret().getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return setters.getOrDefault(new FakeClientKey(tenant.id(), clientId), Set.of());
  }

  @Override
  public boolean wasEverAssigned(TenantContext tenant, String clientId) {
    var key = new FakeClientKey(tenant.id(), clientId);
    return entries.containsKey(key) || gone.contains(key);
  }

  /** Removes a client, or simulates a removed one. */
  public FakeClientDirectory withRemoved(TenantContext tenant, String clientId) {
    var key = new FakeClientKey(tenant.id(), clientId);
    entries.remove(key);
    gone.add(key);
    return this;
  }

  /** Adds the user who set a client's credential. */
  public FakeClientDirectory withCredentialOf(
      TenantContext tenant, String clientId, SubjectRef who) {
    setters.put(new FakeClientKey(tenant.id(), clientId), Set.of(who));
    return this;
  }

  /** Adds a client with a secret. */
  public FakeClientDirectory with(TenantContext tenant, Client client, String secret) {
    entries.put(
        new FakeClientKey(tenant.id(), client.clientId()), new FakeClientEntry(client, secret));
    return this;
  }

  /** Adds a client without a secret. */
  public FakeClientDirectory with(TenantContext tenant, Client client) {
    return with(tenant, client, "");
  }
}
