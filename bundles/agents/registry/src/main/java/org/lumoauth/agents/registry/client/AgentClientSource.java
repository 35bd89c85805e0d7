/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentSettings;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.credential.CredentialUsersService;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides agents as OAuth clients. */
@Component(property = {"lumoauth.kind=client-source", "lumoauth.name=agents"})
public final class AgentClientSource implements ClientSource {

  /** The purpose for which the keyed hash of an agent's secret is derived. */
  public static final String PURPOSE = "agent-secret";

  private static final int MAX_SECRET = 256;

  private final EffectiveAgentResolver agents;
  private final AgentStore store;
  private final SecretProtectionService vault;
  private final SettingsStore settings;
  private final CredentialUsersService setters;

  @Activate
  public AgentClientSource(
      @Reference EffectiveAgentResolver agents,
      @Reference AgentStore store,
      @Reference SecretProtectionService vault,
      @Reference SettingsStore settings,
      @Reference CredentialUsersService setters) {
    this.agents = agents;
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.setters = setters;
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    return agents
        .findByClient(tenant.id(), clientId)
        .map(
            agent ->
                AgentClientFactory.of(agent, AgentSettings.TOKEN_LIFETIME.read(settings, tenant)));
  }

  @Override
  public Optional<Boolean> findEnabled(TenantContext tenant, String clientId) {
    return agents.findByClient(tenant.id(), clientId).map(agent -> agent.agent().enabled());
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    var agent = agents.findByClient(tenant.id(), clientId).filter(AgentClientSource::hasSecret);
    if (secret.isEmpty() || secret.length() > MAX_SECRET) {
      return false;
    }
    // An unknown client costs a hash too, so that timing reveals nothing.
    var hash = agent.map(StoredAgent::kept).orElse(StoredAgentCredentials.nothing()).secretHash();
    return vault.matches(PURPOSE, secret, hash) && agent.isPresent();
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return agents
        .findByClient(tenant.id(), clientId)
        .map(agent -> setters.findActiveSetters(tenant, agent.agent().id()))
        .orElse(Set.of());
  }

  @Override
  public boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return AgentCache.CLIENT_ID.matcher(clientId).matches()
        && store.wasClientIdUsed(tenant.id(), clientId);
  }

  private static boolean hasSecret(StoredAgent stored) {
    return stored.agent().identityType().equals(Agent.CLIENT_CREDENTIALS)
        && !stored.kept().hasKeys();
  }
}
