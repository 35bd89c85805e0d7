/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registered clients for the OAuth endpoints and the status check. */
@Component(property = {"lumoauth.kind=client-source", "lumoauth.name=registered"})
public final class RegisteredClientSource implements ClientSource {

  /** The purpose of the keyed hash of a client secret. */
  static final String PURPOSE = "client-secret";

  private static final byte[] NO_HASH = new byte[32];

  private final ClientCache clients;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public RegisteredClientSource(
      @Reference ClientCache clients,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.clients = clients;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return clients.client(tenant.id(), clientId);
  }

  @Override
  @SuppressWarnings("ShortCircuitBoolean") // takes the same time for every outcome
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    Optional<ClientStore.StoredClient> client = clients.find(tenant.id(), clientId);
    byte[] hash =
        client
            .map(ClientStore.StoredClient::secretHash)
            .filter(stored -> stored.length > 0)
            .orElse(NO_HASH); // takes as long as for a client with a secret
    return vault.matches(PURPOSE, secret, hash) | matchesOld(client, secret);
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return clients.find(tenant.id(), clientId).stream()
        .flatMap(stored -> stored.setBy().settersAt(clock.instant()).stream())
        .map(id -> new SubjectRef(SubjectRef.USER, id))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return clients.wasEverAssigned(tenant.id(), clientId);
  }

  /**
   * Compares with the previous secret during its overlap; always compared, so that the time does
   * not depend on the first result.
   */
  private boolean matchesOld(Optional<ClientStore.StoredClient> client, String secret) {
    byte[] hash =
        client
            .filter(stored -> clock.instant().isBefore(stored.oldSecretUntil()))
            .map(ClientStore.StoredClient::oldSecretHash)
            .filter(stored -> stored.length > 0)
            .orElse(null);
    return hash != null && vault.matches(PURPOSE, secret, hash);
  }
}
