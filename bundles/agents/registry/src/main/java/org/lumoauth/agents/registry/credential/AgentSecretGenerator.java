/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import org.lumoauth.agents.registry.client.AgentClientSource;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Generates the secrets of agents according to their identity type. */
@Component(service = AgentSecretGenerator.class)
public final class AgentSecretGenerator {

  private final SecretProtectionService vault;
  private final IdGenerator identifiers;

  @Activate
  public AgentSecretGenerator(
      @Reference SecretProtectionService vault, @Reference IdGenerator identifiers) {
    this.vault = vault;
    this.identifiers = identifiers;
  }

  /**
   * A newly generated secret.
   *
   * @param text the secret in clear text; empty if the identity type has none
   * @param kept the stored form
   */
  public record GeneratedAgentSecret(String text, StoredAgentCredentials kept) {
    @Override
    public String toString() {
      return "Forged";
    }
  }

  public GeneratedAgentSecret make(
      TenantContext tenant, String agentId, String identityType, StoredAgentCredentials keys) {
    return switch (identityType) {
      case Agent.CLIENT_CREDENTIALS ->
          keys.hasKeys() ? new GeneratedAgentSecret("", keys) : clientSecret();
      case Agent.API_KEY -> apiKey(tenant, agentId);
      default -> new GeneratedAgentSecret("", StoredAgentCredentials.nothing());
    };
  }

  GeneratedAgentSecret clientSecret() {
    var secret = vault.newSecret();
    return new GeneratedAgentSecret(
        secret, StoredAgentCredentials.secret(vault.hash(AgentClientSource.PURPOSE, secret)));
  }

  GeneratedAgentSecret apiKey(TenantContext tenant, String agentId) {
    var text = AgentApiKey.of(tenant, agentId, vault.newSecret()).value();
    var hash = vault.hash(AgentApiKey.PURPOSE, text);
    return new GeneratedAgentSecret(
        text, StoredAgentCredentials.apiKey(hash, identifiers.next("key_")));
  }
}
