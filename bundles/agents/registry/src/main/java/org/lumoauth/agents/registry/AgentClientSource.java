package org.lumoauth.agents.registry;

import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Agents as OAuth clients. */
@Component(property = {"lumoauth.kind=client-source", "lumoauth.name=agents"})
public final class AgentClientSource implements ClientSource {

  /** What the keyed hash of an agent's secret is derived for. */
  static final String PURPOSE = "agent-secret";

  private static final int MAX_SECRET = 256;
  private static final byte[] NO_HASH = new byte[32];

  private final AgentCache agents;
  private final SecretVault vault;

  @Activate
  public AgentClientSource(@Reference AgentCache agents, @Reference SecretVault vault) {
    this.agents = agents;
    this.vault = vault;
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return agents.findByClient(tenant.id(), clientId).map(StoredAgent::client);
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    var agent = agents.findByClient(tenant.id(), clientId);
    if (secret.isEmpty() || secret.length() > MAX_SECRET) {
      return false;
    }
    // An unknown client costs a hash too, and no secret has a hash of zeros.
    var hash = agent.map(StoredAgent::secretHash).orElse(NO_HASH);
    return vault.matches(PURPOSE, secret, hash) && agent.isPresent();
  }
}
