package org.lumoauth.oauth.clients;

import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registered clients for the OAuth endpoints and the gate. */
@Component(property = {"lumoauth.kind=client-source", "lumoauth.name=registered"})
public final class RegisteredClientSource implements ClientSource {

  /** What the keyed hash of a client secret is for. */
  static final String PURPOSE = "client-secret";

  private static final byte[] NO_HASH = new byte[32];

  private final ClientMemory clients;
  private final SecretVault vault;

  @Activate
  public RegisteredClientSource(@Reference ClientMemory clients, @Reference SecretVault vault) {
    this.clients = clients;
    this.vault = vault;
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return clients.find(tenant.id(), clientId).map(stored -> stored.client().asClient());
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    byte[] hash =
        clients
            .find(tenant.id(), clientId)
            .map(ClientStore.Stored::secretHash)
            .filter(stored -> stored.length > 0)
            .orElse(NO_HASH); // as long as for a client that has a secret
    return vault.matches(PURPOSE, secret, hash);
  }
}
