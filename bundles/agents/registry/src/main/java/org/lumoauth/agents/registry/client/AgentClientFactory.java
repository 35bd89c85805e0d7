/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.oauth.client.Client;

/**
 * Maps an agent to an OAuth client: confidential, acting for itself, never beyond its capabilities.
 */
final class AgentClientFactory {

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final Set<String> GRANTS = Set.of("client_credentials", EXCHANGE);

  /**
   * Authenticates with the agent's own token when it acts on behalf of a user, regardless of how it
   * got that token.
   */
  private static final String BY_TOKEN = "actor_token";

  private static final Set<String> BY_SECRET =
      Set.of("client_secret_basic", "client_secret_post", BY_TOKEN);

  /**
   * Authenticates with a token of the agent's platform, as a subject token of a token exchange or
   * as a client assertion.
   */
  private static final Set<String> BY_PLATFORM = Set.of("workload_token", "spiffe_jwt", BY_TOKEN);

  private static final Set<String> BY_KEY = Set.of("private_key_jwt", BY_TOKEN);

  private AgentClientFactory() {}

  static Client of(StoredAgent stored, Duration tokenLifetime) {
    var agent = stored.agent();
    String identity = agent.identityType();
    boolean credentials =
        identity.equals(Agent.CLIENT_CREDENTIALS) || identity.equals(Agent.WORKLOAD);
    return new Client(
        agent.clientId(),
        agent.name(),
        stored.subject(),
        true,
        agent.enabled(),
        credentials ? GRANTS : Set.of(EXCHANGE),
        agent.capabilities(),
        methods(identity, stored.kept().hasKeys()),
        List.of(),
        tokenLifetime,
        metadata(stored.kept()));
  }

  private static Set<String> methods(String identity, boolean hasKeys) {
    return switch (identity) {
      case Agent.CLIENT_CREDENTIALS -> hasKeys ? BY_KEY : BY_SECRET;
      case Agent.WORKLOAD -> BY_PLATFORM;
      default -> Set.of(BY_TOKEN);
    };
  }

  private static Map<String, Object> metadata(StoredAgentCredentials kept) {
    var metadata = new HashMap<String, Object>();
    metadata.put("profile", AgentIpSecurityProfile.NAME);
    kept.jwks().ifPresent(keys -> metadata.put("jwks", keys));
    kept.jwksUri().ifPresent(uri -> metadata.put("jwks_uri", uri));
    return metadata;
  }
}
