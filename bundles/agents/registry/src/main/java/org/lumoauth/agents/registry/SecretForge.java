package org.lumoauth.agents.registry;

import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the secrets of agents, as their identity type has them. */
@Component(service = SecretForge.class)
public final class SecretForge {

  private final SecretVault vault;
  private final Identifiers identifiers;

  @Activate
  public SecretForge(@Reference SecretVault vault, @Reference Identifiers identifiers) {
    this.vault = vault;
    this.identifiers = identifiers;
  }

  /**
   * A secret just made.
   *
   * @param text in clear text; empty where there is none
   * @param kept what is stored of it
   */
  record Forged(String text, Kept kept) {
    @Override
    public String toString() {
      return "Forged";
    }
  }

  Forged make(TenantContext tenant, String agentId, String identityType, Kept keys) {
    return switch (identityType) {
      case Agent.CLIENT_CREDENTIALS -> keys.hasKeys() ? new Forged("", keys) : clientSecret();
      case Agent.API_KEY -> apiKey(tenant, agentId);
      default -> new Forged("", Kept.nothing());
    };
  }

  Forged clientSecret() {
    var secret = vault.newSecret();
    return new Forged(secret, Kept.secret(vault.hash(AgentClientSource.PURPOSE, secret)));
  }

  Forged apiKey(TenantContext tenant, String agentId) {
    var text = AgentKeyText.of(tenant, agentId, vault.newSecret()).value();
    var hash = vault.hash(AgentKeyText.PURPOSE, text);
    return new Forged(text, Kept.apiKey(hash, identifiers.next("key_")));
  }
}
